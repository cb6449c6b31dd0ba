package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scales.balancer.Cluster;

/** Requests that two servers could read in two ways never reach a node (RFC 9112; request smuggling). */
class StrictHttpTest {
    private static final Cluster CLUSTER = new Cluster();
    private static final AtomicInteger FORWARDED = new AtomicInteger();

    @BeforeAll
    static void start() throws Exception {
        CLUSTER.node("s1", request -> {
            FORWARDED.incrementAndGet();
            request.body().onSuccess(body -> request.response().end("from the node"));
        }).start();
    }

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "9112-6.3  both lengths            | POST / HTTP/1.1~Host: x~Content-Length: 5~Transfer-Encoding: chunked~~0~~",
        "9112-6.3  both lengths, other way | POST / HTTP/1.1~Host: x~Transfer-Encoding: chunked~Content-Length: 5~~0~~",
        "9112-6.3  two lengths             | POST / HTTP/1.1~Host: x~Content-Length: 5~Content-Length: 6~~hello",
        "9112-6.3  a list of lengths       | POST / HTTP/1.1~Host: x~Content-Length: 5, 6~~hello",
        "9110-8.6  a signed length         | POST / HTTP/1.1~Host: x~Content-Length: +5~~hello",
        "9110-8.6  a negative length       | POST / HTTP/1.1~Host: x~Content-Length: -5~~hello",
        "9110-8.6  a length in hex         | POST / HTTP/1.1~Host: x~Content-Length: 0x5~~hello",
        "9110-8.6  a huge length           | POST / HTTP/1.1~Host: x~Content-Length: 99999999999999999999~~hello",
        "9110-8.6  an empty length         | POST / HTTP/1.1~Host: x~Content-Length: ~~hello",
        "9112-6.1  an unknown coding       | POST / HTTP/1.1~Host: x~Transfer-Encoding: xchunked~~0~~",
        "9112-6.1  chunked not last        | POST / HTTP/1.1~Host: x~Transfer-Encoding: chunked, gzip~~0~~",
        "9112-6.1  gzip before chunked     | POST / HTTP/1.1~Host: x~Transfer-Encoding: gzip, chunked~~0~~",
        "9112-6.1  chunked twice           | POST / HTTP/1.1~Host: x~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~0~~",
        "9112-6.1  chunked in HTTP/1.0     | POST / HTTP/1.0~Host: x~Transfer-Encoding: chunked~~0~~",
        "9112-5.1  space before colon      | GET / HTTP/1.1~Host: x~X-A : 1~~",
        "9112-5.1  space in Content-Length | POST / HTTP/1.1~Host: x~Content-Length : 5~~hello",
        "9112-2.2  a bare CR               | GET / HTTP/1.1~Host: x~X-A: 1^X-B: 2~~",
        "9112-2.2  a bare LF               | GET / HTTP/1.1_Host: x~~",
        "9110-5.5  NUL in a value          | GET / HTTP/1.1~Host: x~X-A: 1#2~~",
        "9112-3.2  no Host                 | GET / HTTP/1.1~~",
        "9112-3.2  two Hosts               | GET / HTTP/1.1~Host: x~Host: y~~",
        "9112-3.2  a wrong Host            | GET / HTTP/1.1~Host: x/y~~",
        "9112-3.2  a Host with a user      | GET / HTTP/1.1~Host: a@b~~",
        "3986-3.2.3 a port of letters      | GET / HTTP/1.1~Host: a:b~~",
        "3986-3.2.3 a port too high        | GET / HTTP/1.1~Host: a:65536~~",
        "3986-3.2.3 a signed port          | GET / HTTP/1.1~Host: a:-1~~",
        "3986-3.2.3 two ports              | GET / HTTP/1.1~Host: a:80:80~~",
        "3986-3.2.3 only a port            | GET / HTTP/1.1~Host: :80~~",
        "3986-3.2.2 a bracket not closed   | GET / HTTP/1.1~Host: [::1~~",
        "3986-3.2.2 brackets around nothing | GET / HTTP/1.1~Host: []~~",
        "3986-3.2.2 brackets around a name | GET / HTTP/1.1~Host: [x]~~",
        "3986-3.2.2 more behind brackets   | GET / HTTP/1.1~Host: [::1]x~~",
        "3986-3.2.2 a bracket in a name    | GET / HTTP/1.1~Host: a]b~~",
        "3986-3.2.2 IPv6 without brackets  | GET / HTTP/1.1~Host: ::1~~",
        "3986-2.1  a wrong percent-encoding | GET / HTTP/1.1~Host: %zz~~",
        "3986-2.1  half a percent-encoding | GET / HTTP/1.1~Host: a%4~~",
        "9112-3.2  absolute-form           | GET http://y/ HTTP/1.1~Host: x~~",
        "9112-3.2  authority-form          | CONNECT x:80 HTTP/1.1~Host: x~~",
        "9112-3.2  an odd target           | GET foo HTTP/1.1~Host: x~~",
        "9112-3.2  bytes above ASCII       | GET /\u00c3\u00a9 HTTP/1.1~Host: x~~",
        "9112-5    an empty name           | GET / HTTP/1.1~Host: x~: x~~",
        "9112-3.2  a fragment              | GET /#x HTTP/1.1~Host: x~~",
        "9110-9.3.8 TRACE                  | TRACE / HTTP/1.1~Host: x~~",
        "9110-9.1  a lower-case method     | get / HTTP/1.1~Host: x~~",
        "9112-6.1  chunked in HTTP/1.2     | POST / HTTP/1.2~Host: x~Transfer-Encoding: chunked~~0~~",
        "9112-6.3  both lengths in it      | POST / HTTP/1.2~Host: x~Content-Length: 5~Transfer-Encoding: chunked~~0~~",
        "9112-3.2  no Host in it           | GET / HTTP/1.2~~",
        "9112-2.3  another protocol        | GET / RTSP/1.0~Host: x~~",
        "9112-2.3  a version of two digits | GET / HTTP/1.10~Host: x~~",
        "9112-2.3  a version without a dot | GET / HTTP/2~Host: x~~",
        "9112-2.3  HTTP/0.9                | GET /~~",
        "9112-3    words too many          | GET / / HTTP/1.1~Host: x~~",
        "9112-3    two blanks              | GET  / HTTP/1.1~Host: x~~",
        "9112-3    two blanks later        | GET /  HTTP/1.1~Host: x~~",
        "9112-3    a tab                   | GET\t/ HTTP/1.1~Host: x~~",
        "9112-3    a tab later             | GET /\tHTTP/1.1~Host: x~~",
        "9112-3    a blank at the end      | GET / HTTP/1.1 ~Host: x~~",
        "9112-2.2  a bare CR for a blank   | GET^/ HTTP/1.1~Host: x~~",
        "9112-2.2  a bare CR later         | GET /^HTTP/1.1~Host: x~~",
        "9112-2.2  a bare CR and a blank   | GET /^ HTTP/1.1~Host: x~~",
        "9110-10.1.1 an odd expectation    | POST / HTTP/1.1~Host: x~Expect: miracles~Content-Length: 2~~ok",
        "9110-10.1.1 an odd second one     | POST / HTTP/1.1~Host: x~Expect: 100-continue~Expect: miracles~Content-Length: 2~~ok"})
    void is_refused_closed_and_never_forwarded_nor_what_comes_along(String name, String request) throws Exception {
        int before = FORWARDED.get();
        // After the last answer no further request counts (RFC 9112, 9.6).
        String answer = exchange(request + "POST / HTTP/1.1~Host: x~Content-Length: 4~~evil".repeat(3));
        assertThat(answer).containsOnlyOnce("HTTP/1.");
        assertThat(answer).matches("(?s)HTTP/1.1 (400|405|414|417|501) .*");
        assertThat(answer).doesNotContain("from the node");
        assertThat(FORWARDED).hasValue(before);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "9113-3.4  HTTP/2 without TLS | PRI * HTTP/2.0~~SM~~",
        "9110-2.5  HTTP/2.0           | GET / HTTP/2.0~Host: x~~",
        "9110-2.5  HTTP/3.7           | GET / HTTP/3.7~Host: x~~GET / HTTP/1.1~Host: x~~",
        "9110-2.5  with a body        | POST / HTTP/9.9~Host: x~Content-Length: 5~~helloGET / HTTP/1.1~Host: x~~",
        "9110-2.5  HTTP/0.9, said     | GET / HTTP/0.9~Host: x~~"})
    void another_major_version_is_505_in_1_1_and_closed(String name, String request) throws Exception {
        int before = FORWARDED.get();
        assertThat(exchange(request)).startsWith("HTTP/1.1 505 ").contains("connection: close\r\n").containsOnlyOnce("HTTP/1.1 ");
        assertThat(FORWARDED).hasValue(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http/1.1", "HtTP/1.1", "HTTP/1.01", "HTTP/01.1", "http/1.0", "HTTP/01.0"})
    void a_version_that_is_not_written_to_the_letter_is_400_and_closed(String version) throws Exception {
        int before = FORWARDED.get();
        assertThat(exchange("GET / " + version + "~Host: x~Connection: keep-alive~~GET / HTTP/1.1~Host: x~~"))
                .startsWith("HTTP/1.1 400 ").contains("connection: close\r\n").containsOnlyOnce("HTTP/1.1 ");
        assertThat(FORWARDED).hasValue(before);
    }

    @Test
    void who_may_not_connect_is_told_what_is_allowed() throws Exception {
        assertThat(exchange("CONNECT x:80 HTTP/1.1~Host: x~~")).contains("HTTP/1.1 405 ", "allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "9112-7.1 a chunk size that is none | POST / HTTP/1.1~Host: x~Transfer-Encoding: chunked~~zz~hello~0~~",
        "9112-7.1 a signed chunk size       | POST / HTTP/1.1~Host: x~Transfer-Encoding: chunked~~+5~hello~0~~",
        "9112-7.1 a chunk that is too long  | POST / HTTP/1.1~Host: x~Transfer-Encoding: chunked~~3~hello~0~~",
        "9112-7.1.1 a bare LF in extensions | POST / HTTP/1.1~Host: x~Transfer-Encoding: chunked~~5;a_b~hello~0~~"})
    void a_malformed_body_is_400_and_never_forwarded(String name, String request) throws Exception {
        int before = FORWARDED.get();
        assertThat(exchange(request)).startsWith("HTTP/1.1 400 ");
        assertThat(FORWARDED).hasValue(before);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "9112-6.1 chunked in capitals | POST / HTTP/1.1~Host: x~Connection: close~Transfer-Encoding: Chunked~~5~hello~0~~",
        "9112-7.1.1 an extension      | POST / HTTP/1.1~Host: x~Connection: close~Transfer-Encoding: chunked~~5;a=b~hello~0~~",
        "9112-7.1.2 a trailer         | POST / HTTP/1.1~Host: x~Connection: close~Transfer-Encoding: chunked~~5~hello~0~X-T: 1~~",
        "9112-5.2 a folded line, joined | GET / HTTP/1.1~Host: x~X-A: 1~ folded~Connection: close~~",
        "9112-5.2 a folded coding     | POST / HTTP/1.1~Host: x~Connection: close~Transfer-Encoding:~ chunked~~5~hello~0~~",
        "9112-3.2 an IPv6 Host        | GET / HTTP/1.1~Host: [::1]:8888~Connection: close~~",
        "9112-3.2 an empty Host       | GET / HTTP/1.1~Host: ~Connection: close~~",
        "3986-3.2.3 an empty port     | GET / HTTP/1.1~Host: x:~Connection: close~~",
        "3986-3.2.2 a name of any kind | GET / HTTP/1.1~Host: a-b.%41:65535~Connection: close~~",
        "9110-2.5 HTTP/1.2            | GET / HTTP/1.2~Host: x~Connection: close~~",
        "9110-2.5 HTTP/1.9 with a body | POST / HTTP/1.9~Host: x~Connection: close~Content-Length: 5~~hello",
        "9112-2.3 HTTP/1.0            | GET / HTTP/1.0~~",
        "9112-9.3 HTTP/1.0 with Host  | GET / HTTP/1.0~Host: x~~",
        "9112-2.2 an empty line first | ~GET / HTTP/1.1~Host: x~Connection: close~~",
        "9110-7.8 an upgrade offered  | GET / HTTP/1.1~Host: x~Connection: Upgrade, HTTP2-Settings, close~Upgrade: h2c~HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA~~",
        "9110-9.3.7 OPTIONS *         | OPTIONS * HTTP/1.1~Host: x~Connection: close~~"})
    void what_is_unusual_but_right_comes_through(String name, String request) throws Exception {
        assertThat(exchange(request)).startsWith("HTTP/1.").contains(" 200 ").contains("from the node");
    }

    @Test
    void nothing_counts_that_comes_along_after_who_wants_to_close() throws Exception {
        int before = FORWARDED.get();
        assertThat(exchange("GET / HTTP/1.1~Host: x~Connection: close~~" + "POST / HTTP/1.1~Host: x~Content-Length: 4~~evil".repeat(3)))
                .containsOnlyOnce("from the node");
        assertThat(FORWARDED).hasValue(before + 1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "9112-9.3.2 pipelined requests | POST / HTTP/1.1~Host: x~Content-Length: 2~~okGET / HTTP/1.1~Host: x~Connection: close~~"})
    void requests_in_one_go_are_all_answered(String name, String requests) throws Exception {
        assertThat(exchange(requests).split("from the node", -1)).hasSize(3);
    }

    /** In the tables ~ is CRLF, ^ is CR, _ is LF and # is NUL. */
    private static String exchange(String request) throws IOException {
        String bytes = request.replace("~", "\r\n").replace('^', '\r').replace('_', '\n').replace('#', '\0');
        try (Socket client = new Socket("127.0.0.1", CLUSTER.port())) {
            client.setSoTimeout(10_000);
            client.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
