package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scales.balancer.Cluster;

/** What a node may answer, what of it is passed on, and what is none (RFC 9110, 9112). */
@Timeout(60)
class NodeAnswersTest {
    private static final Cluster CLUSTER = new Cluster().with("--eject-after", "0", "--check-interval", "200ms", "--keep-body", "64KiB");
    private static SayingNode node;

    @BeforeAll
    static void start() throws Exception {
        node = new SayingNode(CLUSTER.vertx());
        CLUSTER.node("s1", node.port()).start();
    }

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    private static String ask(String request) throws Exception {
        try (Raw client = new Raw(CLUSTER.port())) {
            return client.say(new String(SayingNode.bytes(request))).rest();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "9112-6.3 both lengths         | HTTP/1.1 200 OK~Content-Length: 5~Transfer-Encoding: chunked~~5~hello~0~~",
        "9112-6.3 two lengths          | HTTP/1.1 200 OK~Content-Length: 5~Content-Length: 6~~hello!",
        "9112-6.3 a list of lengths    | HTTP/1.1 200 OK~Content-Length: 5, 6~~hello!",
        "9110-8.6 a signed length      | HTTP/1.1 200 OK~Content-Length: +5~~hello!",
        "9110-8.6 a negative length    | HTTP/1.1 200 OK~Content-Length: -5~~hello!",
        "9110-8.6 a length in hex      | HTTP/1.1 200 OK~Content-Length: 0x5~~hello!",
        "9110-8.6 a huge length        | HTTP/1.1 200 OK~Content-Length: 99999999999999999999~~hello!",
        "9110-8.6 an empty length      | HTTP/1.1 200 OK~Content-Length: ~~hello!",
        "9112-6.1 an unknown coding    | HTTP/1.1 200 OK~Transfer-Encoding: xchunked~~5~hello~0~~!",
        "9112-6.1 chunked not last     | HTTP/1.1 200 OK~Transfer-Encoding: chunked, gzip~~5~hello~0~~!",
        "9112-6.1 gzip before chunked  | HTTP/1.1 200 OK~Transfer-Encoding: gzip, chunked~~5~hello~0~~!",
        "9112-6.1 chunked twice        | HTTP/1.1 200 OK~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~5~hello~0~~!",
        "9112-6.1 chunked in HTTP/1.0  | HTTP/1.0 200 OK~Transfer-Encoding: chunked~~5~hello~0~~!",
        "9112-7.1 a chunk size of none | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~zz~hello~0~~",
        "9112-7.1 a signed chunk size  | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~+5~hello~0~~",
        "9112-7.1 a chunk too long     | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3~hello~0~~",
        "9112-7.1.1 bare LF in extension | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5;a_b~hello~0~~",
        "9112-2.2 a bare CR            | HTTP/1.1 200 OK~X-A: 1^X-B: 2~Content-Length: 5~~hello!",
        "9112-2.2 a bare LF            | HTTP/1.1 200 OK_Content-Length: 5__hello!",
        "9110-5.5 NUL in a value       | HTTP/1.1 200 OK~X-A: 1#2~Content-Length: 5~~hello!",
        "9112-4 four digits            | HTTP/1.1 2000 OK~Content-Length: 5~~hello!",
        "9112-4 two digits             | HTTP/1.1 20 OK~Content-Length: 5~~hello!",
        "9112-4 a status below 100     | HTTP/1.1 099 OK~Content-Length: 5~~hello!",
        "9110-15 a status above 599    | HTTP/1.1 600 OK~Content-Length: 5~~hello!",
        "9112-4 a sign                 | HTTP/1.1 +200 OK~Content-Length: 5~~hello!",
        "9112-4 a zero more            | HTTP/1.1 0200 OK~Content-Length: 5~~hello!",
        "9112-4 other digits           | HTTP/1.1 2\u00b2\u00b2 OK~Content-Length: 5~~hello!",
        "9112-5.1 a blank in a name    | HTTP/1.1 200 OK~X y: z~Content-Length: 5~~hello!",
        "9112-5.1 words in a length    | HTTP/1.1 200 OK~Content-Length is not: 5~~hello!",
        "9112-5.1 no colon             | HTTP/1.1 200 OK~Content-Length 5~~hello!",
        "9112-5.1 space before a length | HTTP/1.1 200 OK~Content-Length : 5~~hello!",
        "9112-5.1 tab before a coding  | HTTP/1.1 200 OK~Transfer-Encoding\t: chunked~~5~hello~0~~!",
        "9112-5.1 no name              | HTTP/1.1 200 OK~: x~Content-Length: 5~~hello!",
        "9112-5.2 folded, after no line | HTTP/1.1 200 OK~ X-A: 1~Content-Length: 5~~hello!",
        "9112-5.1 a blank in a trailer | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hello~0~X y: z~~!",
        "9112-4 letters                | HTTP/1.1 abc OK~Content-Length: 5~~hello!",
        "9112-4 no status              | HTTP/1.1~Content-Length: 5~~hello!",
        "9112-4 another protocol       | ICY 200 OK~Content-Length: 5~~hello!",
        "9112-2.3 another version      | HTTP/2.0 200 OK~Content-Length: 5~~hello!",
        "9112-2.3 small letters        | http/1.1 200 OK~Content-Length: 5~~hello!",
        "9112-2.3 no head              | hello!",
        "9112-8 nothing                | !",
        "9112-8 the end in the head    | HTTP/1.1 200 OK~Content-Le!",
        "9112-8 the end in the body    | HTTP/1.1 200 OK~Content-Length: 6~~hello!",
        "9112-8 no last chunk          | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hello~!",
        "9112-8 no end of trailers     | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hello~0~!",
        "9110-15.2.2 an unasked switch | HTTP/1.1 101 Switching Protocols~Upgrade: x~Connection: upgrade~~hello!",
        "9110-15.2 an unknown 1xx      | HTTP/1.1 199 Odd~~HTTP/1.1 200 OK~Content-Length: 5~~hello",
        "9110-15.2 100 and no more     | HTTP/1.1 100 Continue~~!"})
    void what_is_malformed_or_cut_off_never_looks_complete(String name, String answer) throws Exception {
        node.says(answer);
        String told = ask("GET / HTTP/1.1~Host: x~Connection: close~~");
        boolean whole = told.endsWith("\r\n0\r\n\r\n") || told.contains("Content-Length: 5\r\n") && told.endsWith("hello");
        assertThat(told).matches("(?s)HTTP/1.1 (502|200) .*");
        assertThat(whole).as(told).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "9110-7.6.1 of the hop         | GET  | HTTP/1.1 200 OK~Content-Length: 5~Connection: X-Secret, keep-alive~X-Secret: 1~Keep-Alive: timeout=5~Proxy-Authenticate: Basic~Trailer: X-T~Upgrade: h2c~TE: x~X-Kept: 1~~hello"
                + "| 200 OK~Content-Length: 5~X-Kept: 1~connection: close~~hello",
        "9110-9.3.2 HEAD, a length     | HEAD | HTTP/1.1 200 OK~Content-Length: 5~~ | 200 OK~Content-Length: 5~connection: close~~",
        "9110-9.3.2 HEAD, chunked      | HEAD | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~ | 200 OK~connection: close~~",
        "9110-9.3.2 HEAD after 103     | HEAD | HTTP/1.1 103 Early Hints~~HTTP/1.1 200 OK~Content-Length: 5~~ | 200 OK~Content-Length: 5~connection: close~~",
        "9110-8.6 204 with a length    | GET  | HTTP/1.1 204 No Content~Content-Length: 5~~ | 204 No Content~connection: close~~",
        "9110-15.4.5 304 with a length | GET  | HTTP/1.1 304 Not Modified~Content-Length: 5~ETag: \"a\"~~ | 304 Not Modified~Content-Length: 5~ETag: \"a\"~connection: close~~",
        "9110-15.4.5 304 without       | GET  | HTTP/1.1 304 Not Modified~ETag: \"a\"~~ | 304 Not Modified~ETag: \"a\"~connection: close~~",
        "9110-15.2.1 100 is dropped    | GET  | HTTP/1.1 100 Continue~~HTTP/1.1 200 OK~Content-Length: 5~~hello | 200 OK~Content-Length: 5~connection: close~~hello",
        "8297-2 103s are dropped       | GET  | HTTP/1.1 103 Early Hints~Link: </a>~~HTTP/1.1 103 Early Hints~Link: </b>~~HTTP/1.1 200 OK~Content-Length: 5~~hello"
                + "| 200 OK~Content-Length: 5~connection: close~~hello",
        "9112-7.1.2 trailers dropped   | GET  | HTTP/1.1 200 OK~Transfer-Encoding: chunked~Trailer: X-T~~5~hello~0~X-T: 1~Content-Length: 9~~"
                + "| 200 OK~transfer-encoding: chunked~connection: close~~5~hello~0~~",
        "9112-6.3 until it closes      | GET  | HTTP/1.1 200 OK~~hello! | 200 OK~transfer-encoding: chunked~connection: close~~5~hello~0~~",
        "9112-6.3 HTTP/1.0             | GET  | HTTP/1.0 200 OK~~hello! | 200 OK~transfer-encoding: chunked~connection: close~~5~hello~0~~",
        "9112-5.2 a folded line        | GET  | HTTP/1.1 200 OK~X-A: 1~ 2~Content-Length: 5~~hello | 200 OK~X-A: 1 2~Content-Length: 5~connection: close~~hello",
        "9112-5.1 space before colon   | GET  | HTTP/1.1 200 OK~X-A : 1~Content-Length: 5~~hello | 200 OK~X-A: 1~Content-Length: 5~connection: close~~hello",
        "9112-4 another reason         | GET  | HTTP/1.1 200 Fine~Content-Length: 5~~hello | 200 OK~Content-Length: 5~connection: close~~hello",
        "9112-4 no reason              | GET  | HTTP/1.1 200 ~Content-Length: 5~~hello | 200 OK~Content-Length: 5~connection: close~~hello"})
    void what_is_passed_on_of_an_answer(String name, String method, String answer, String told) throws Exception {
        node.says(answer);
        assertThat(ask(method + " / HTTP/1.1~Host: x~Connection: close~~").replace("\r\n", "~")).isEqualTo("HTTP/1.1 " + told);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "9112-6.3 no chunks            | GET / HTTP/1.0~~ | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hello~0~~ | 200 OK~connection: close~~hello",
        "9112-9.3 kept, as it wants    | GET / HTTP/1.0~Connection: keep-alive~~GET / HTTP/1.0~~ | HTTP/1.1 200 OK~Content-Length: 5~~hello"
                + "| 200 OK~Content-Length: 5~connection: keep-alive~~helloHTTP/1.0 200 OK~Content-Length: 5~~hello",
        "9112-9.3 not kept all the same | GET / HTTP/1.0~Connection: keep-alive~~GET / HTTP/1.0~~ | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hello~0~~ | 200 OK~connection: close~~hello",
        "9112-9.3 nor where the node closes | GET / HTTP/1.0~Connection: keep-alive~~ | HTTP/1.1 200 OK~~hello! | 200 OK~connection: close~~hello",
        "9112-9.3 a length after all   | HEAD / HTTP/1.0~Connection: keep-alive~~GET / HTTP/1.0~~ | HTTP/1.1 200 OK~Content-Length: 0~~ | 200 OK~Content-Length: 0~connection: keep-alive~~HTTP/1.0 200 OK~Content-Length: 0~~",
        "9110-10.1.1 no 100 (Continue) | POST / HTTP/1.0~Expect: 100-continue~Content-Length: 2~~ok | HTTP/1.1 200 OK~Content-Length: 5~~hello | 200 OK~Content-Length: 5~~hello"})
    void what_a_client_of_http_1_0_gets(String name, String request, String answer, String told) throws Exception {
        node.says(answer);
        assertThat(ask(request).replace("\r\n", "~")).isEqualTo("HTTP/1.0 " + told);
    }

    @Test
    void a_refusal_that_is_the_last_answer_says_so_to_a_client_of_http_1_0() throws Exception {
        assertThat(ask("TRACE / HTTP/1.0~Connection: keep-alive~~")).startsWith("HTTP/1.0 501 ").contains("connection: close\r\n");
    }

    @Test
    void a_cut_off_answer_is_a_reset_where_closing_would_be_the_end() throws Exception {
        node.says("HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hello~!");
        try (Socket client = new Socket("127.0.0.1", CLUSTER.port())) {
            client.getOutputStream().write(SayingNode.bytes("GET / HTTP/1.0~~"));
            assertThatThrownBy(() -> client.getInputStream().readAllBytes()).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        }
    }

    @Test
    void what_a_node_says_after_its_answer_is_nobodys() throws Exception {
        node.says("HTTP/1.1 200 OK~Content-Length: 5~~helloHTTP/1.1 200 OK~Content-Length: 6~~poison");
        String told = ask("GET / HTTP/1.1~Host: x~~GET / HTTP/1.1~Host: x~Connection: close~~");
        assertThat(told.split("hello", -1)).hasSize(3);
        assertThat(told).doesNotContain("poison");
    }

    @ParameterizedTest
    @ValueSource(strings = {"H", "HTTP/1.1 200 OK~", "HTTP/1.1 200 OK~X-Evil: 1~", "HTTP/1.1 200 OK~X-Evil: 1~X-Y: "})
    void not_even_the_beginning_of_an_answer_is_for_who_asks_next(String more) throws Exception {
        node.says("HTTP/1.1 200 OK~Content-Length: 5~~hello" + more);
        for (int i = 0; i < 3; i++) {
            assertThat(ask("GET / HTTP/1.1~Host: x~Connection: close~~").replace("\r\n", "~"))
                    .isEqualTo("HTTP/1.1 200 OK~Content-Length: 5~connection: close~~hello");
        }
        assertThat(node.closed()).isTrue();
    }

    @Test
    void a_body_in_answer_to_head_is_nobodys() throws Exception {
        node.says("HTTP/1.1 200 OK~Content-Length: 26~~HTTP/1.1 200 OK~X-Evil: 1~");
        for (int i = 0; i < 3; i++) {
            assertThat(ask("HEAD / HTTP/1.1~Host: x~Connection: close~~")).doesNotContain("Evil").contains("Content-Length: 26");
        }
    }

    @ParameterizedTest
    @CsvSource({"HTTP/1.1 204 No Content~Content-Length: 2~~ok, 204", "HTTP/1.1 204 No Content~Transfer-Encoding: chunked~~, 204", "HTTP/1.1 304 Not Modified~Content-Length: 2~~ok, 304",
        "HTTP/1.1 101 Switching Protocols~Upgrade: x~Connection: upgrade~~, 502"})
    void who_asks_after_a_body_that_cannot_be_is_answered(String answer, int status) throws Exception {
        try (Raw client = new Raw(CLUSTER.port())) {
            node.says(answer);
            client.say("GET /odd HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.read(12)).isEqualTo("HTTP/1.1 " + status);
            assertThat(node.closed()).isTrue();
            node.says("HTTP/1.1 200 OK~Content-Length: 5~~hello");
            client.say("POST /next HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
            assertThat(client.rest()).contains("HTTP/1.1 200 ").endsWith("hello");
        }
    }

    @ParameterizedTest
    @CsvSource({"HEAD, 200 OK", "GET, 204 No Content", "GET, 304 Not Modified"})
    void both_lengths_are_no_answer_though_no_body_follows(String method, String status) throws Exception {
        node.says("HTTP/1.1 " + status + "~Content-Length: 5~Transfer-Encoding: chunked~~");
        assertThat(ask(method + " / HTTP/1.1~Host: x~Connection: close~~")).startsWith("HTTP/1.1 502 ");
        assertThat(node.closed()).isTrue();
    }

    @Test
    void a_node_that_closes_a_new_connection_is_not_asked_again() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (Cluster alone = new Cluster()) {
            RawNode closing = new RawNode(alone.vertx(), (socket, line) -> {
                asked.incrementAndGet();
                socket.close();
            });
            alone.node("s1", closing.port()).start();
            assertThat(alone.get("/").statusCode()).isEqualTo(502);
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_kept_connection_is_not_used_for_longer_than_is_said() throws Exception {
        try (Cluster alone = new Cluster()) {
            RawNode keeping = new RawNode(alone.vertx(),
                    (socket, line) -> socket.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"));
            alone.node("s1", keeping.port()).with("--node-keep-alive", "1s").start();
            assertThat(alone.get("/").statusCode()).isEqualTo(200);
            assertThat(keeping.saw()).isEqualTo("GET / HTTP/1.1");
            assertThat(keeping.saw()).as("what the balancer does with it").isEqualTo("closed");
        }
    }

    @Test
    void who_asks_on_a_kept_connection_that_the_node_just_closes_is_answered() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (Cluster alone = new Cluster()) {
            RawNode closing = new RawNode(alone.vertx(), (socket, line) -> {
                if (asked.incrementAndGet() == 2) {
                    socket.close();
                } else {
                    socket.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
                }
            });
            alone.node("s1", closing.port()).start();
            try (Raw client = new Raw(alone.port())) {
                client.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                String first = client.read(12);
                while (!first.endsWith("hello")) {
                    first += client.read(1);
                }
                assertThat(client.say("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").rest()).contains(" 200 ").endsWith("hello");
            }
        }
        assertThat(asked).hasValue(3);
    }

    @Test
    void a_head_larger_than_allowed_is_none() throws Exception {
        node.says("HTTP/1.1 200 OK~X-A: " + "a".repeat(40_000) + "~Content-Length: 5~~hello");
        assertThat(ask("GET / HTTP/1.1~Host: x~Connection: close~~")).startsWith("HTTP/1.1 502 ");
    }

    @Test
    void an_answer_before_the_body_is_whole_reaches_the_client_and_ends_both_connections() throws Exception {
        node.says("HTTP/1.1 403 Forbidden~Content-Length: 5~~hello");
        try (Raw client = new Raw(CLUSTER.port())) {
            client.say("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n" + "x".repeat(200_000));
            assertThat(client.rest()).startsWith("HTTP/1.1 403 ").contains("connection: close").endsWith("hello");
        }
        assertThat(node.closed()).isTrue();
    }
}
