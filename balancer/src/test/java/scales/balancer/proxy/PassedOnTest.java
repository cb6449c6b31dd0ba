package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scales.balancer.Cluster;

/** What a node hears of a request, to the byte but for its id (RFC 7239, 9110, 9112). */
@Timeout(60)
class PassedOnTest {
    private static final Cluster TRUSTING = new Cluster().with("--trusted-proxy", "127.0.0.1,10.0.0.0/8");
    private static final Cluster CLUSTER = new Cluster();
    private static SayingNode node;

    @BeforeAll
    static void start() throws Exception {
        node = new SayingNode(CLUSTER.vertx());
        node.says("HTTP/1.1 200 OK~Content-Length: 5~~hello");
        CLUSTER.node("s1", node.port()).start();
        TRUSTING.node("s1", node.port()).start();
    }

    @AfterAll
    static void stop() {
        TRUSTING.close();
        CLUSTER.close();
    }

    private static String heard(Cluster cluster, String request) throws Exception {
        node.says("HTTP/1.1 200 OK~Content-Length: 5~~hello");
        try (Raw client = new Raw(cluster.port())) {
            assertThat(client.say(new String(SayingNode.bytes(request))).rest()).contains(" 200 OK").endsWith("hello");
        }
        return node.heard().replaceAll("x-request-id: [^\r]*\r\n", "").replace(":" + node.port(), "").replace("\r\n", "~");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "9112-7.1.2 trailers           | POST / HTTP/1.1~Host: x~Connection: close~Transfer-Encoding: chunked~Trailer: X-T~TE: trailers~~5~hello~0~X-T: 1~~"
                + "| POST / HTTP/1.1~Host: x~%~content-length: 5~~hello",
        "9110-7.6.1 of the hop         | GET / HTTP/1.1~Host: x~Connection: close, X-Secret, Host~X-Secret: 1~Keep-Alive: 5~Proxy-Connection: x~Proxy-Authorization: y~X-Kept: 1~~"
                + "| GET / HTTP/1.1~Host: x~X-Kept: 1~%~~",
        "6455-4.1 WebSocket            | GET / HTTP/1.1~Host: x~Connection: Upgrade, close~Upgrade: websocket~Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==~Sec-WebSocket-Version: 13~~"
                + "| GET / HTTP/1.1~Host: x~Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==~Sec-WebSocket-Version: 13~%~~",
        "9110-7.8 h2c                  | GET / HTTP/1.1~Host: x~Connection: Upgrade, HTTP2-Settings, close~Upgrade: h2c~HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA~~"
                + "| GET / HTTP/1.1~Host: x~%~~",
        "9110-7.6.3 Via                | GET / HTTP/1.1~Host: x~Connection: close~Via: 1.1 a~~ | GET / HTTP/1.1~Host: x~Via: 1.1 a~%~~",
        "9112-3.2 HTTP/1.0, no Host    | GET / HTTP/1.0~~ | GET / HTTP/1.1~x-forwarded-for: 127.0.0.1~x-forwarded-proto: http~host: 127.0.0.1~~",
        "9110-10.1.1 an expectation    | POST / HTTP/1.0~Host: x~Expect: 100-continue~Content-Length: 2~~ok | POST / HTTP/1.1~Host: x~%~content-length: 2~~ok",
        "9110-8.6 chunks of nothing    | POST / HTTP/1.1~Host: x~Connection: close~Transfer-Encoding: chunked~~0~~ | POST / HTTP/1.1~Host: x~%~content-length: 0~~",
        "9110-8.6 no body, not said    | PUT / HTTP/1.1~Host: x~Connection: close~~ | PUT / HTTP/1.1~Host: x~%~content-length: 0~~",
        "9110-8.6 no body, said        | POST / HTTP/1.1~Host: x~Connection: close~Content-Length: 0~~ | POST / HTTP/1.1~Host: x~Content-Length: 0~%~~",
        "9112-5.2 a folded line        | GET / HTTP/1.1~Host: x~Connection: close~X-A: 1~ 2~~ | GET / HTTP/1.1~Host: x~X-A: 1 2~%~~",
        "7239-8.1 Forwarded, a lie     | GET / HTTP/1.1~Host: x~Connection: close~Forwarded: for=1.2.3.4~~ | GET / HTTP/1.1~Host: x~%~~",
        "7239-8.1 others of its family | GET / HTTP/1.1~Host: x~Connection: close~X-Forwarded-Port: 1~x-forwarded-prefix: /y~X-Forwarded-Server: z~X-Forwarded: 1~~ | GET / HTTP/1.1~Host: x~X-Forwarded: 1~%~~",
        "7239-8.1 X-Forwarded, a lie   | GET / HTTP/1.1~Host: x~Connection: close~X-Forwarded-For: 1.2.3.4~X-Forwarded-Proto: https~X-Forwarded-Host: y~~ | GET / HTTP/1.1~Host: x~%~~"})
    void what_a_node_hears(String name, String request, String heard) throws Exception {
        assertThat(heard(CLUSTER, request)).isEqualTo(heard.replace("%", "x-forwarded-for: 127.0.0.1~x-forwarded-proto: http~x-forwarded-host: x"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "7239-4 one hop more           | Forwarded: for=1.2.3.4;proto=https~ | Forwarded: for=1.2.3.4;proto=https, for=127.0.0.1;proto=http;host=\"x:1\"",
        "7239-4 two lines              | Forwarded: for=1.2.3.4~Forwarded: for=10.0.0.1~ | Forwarded: for=1.2.3.4, for=10.0.0.1, for=127.0.0.1;proto=http;host=\"x:1\"",
        "7239-4 none                   | X-A: 1~ | X-A: 1"})
    void what_trusted_proxies_say_is_extended(String name, String said, String passed) throws Exception {
        assertThat(heard(TRUSTING, "GET / HTTP/1.1~Host: x:1~Connection: close~" + said + "~").replace("~forwarded: ", "~Forwarded: "))
                .contains("~" + passed + "~").contains("x-forwarded-for: 127.0.0.1~");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "for=1.2.3.4                              | 1.2.3.4",
        "For=\"1.2.3.4:80\" ; proto=http        | 1.2.3.4",
        "for=\"[2001:db8::1]:80\"               | 2001:db8::1",
        "by=2.2.2.2;for=1.1.1.1, proto=http       | 1.1.1.1,",
        "for=unknown, for=_x                      | unknown,_x",
        "host=\"a,for=9.9.9.9;b\";for=1.1.1.1   | 1.1.1.1"})
    void for_whom_each_hop_was(String header, String clients) {
        assertThat(String.join(",", ForwardedHeader.clients(java.util.List.of(header)))).isEqualTo(clients);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"1.2.3.4 | for=1.2.3.4;proto=https", "2001:db8::1 | for=\"[2001:db8::1]\";proto=https"})
    void addresses_of_ipv6_are_quoted(String client, String element) {
        assertThat(ForwardedHeader.element(client, "https", null)).isEqualTo(element);
    }
}
