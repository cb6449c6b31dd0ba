package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scales.balancer.Cluster;

/** By which error a stream ends (RFC 9113, 5.4.2, 7 and 8.1.1). */
@Timeout(60)
class Http2ErrorsTest {
    private static final int NO_ERROR = 0;
    /** With eight frames each more than Netty lets be reset. */
    private static final int REFUSED = 60;
    private static final int PROTOCOL_ERROR = 1;
    private static final int FLOW_CONTROL_ERROR = 3;
    private static final int WINDOW = 65_535;

    private static final Cluster CLUSTER = new Cluster();
    private static final AtomicInteger FORWARDED = new AtomicInteger();
    private static final BlockingQueue<HttpServerRequest> HELD = new LinkedBlockingQueue<>();
    private static SSLContext tls;

    @TempDir
    static Path files;

    @BeforeAll
    static void start() throws Exception {
        tls = CLUSTER.certified(files);
        CLUSTER.with("--keep-body", "1KiB", "--queue-timeout", "60s").node("s1", Http2ErrorsTest::answer).start();
    }

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    private static void answer(HttpServerRequest request) {
        FORWARDED.incrementAndGet();
        switch (request.path()) {
            case "/held" -> HELD.add(request);
            case "/lengths" -> request.response().end(request.headers().getAll("content-length").toString());
            case "/begun" -> request.response().setChunked(true).write("the beginning");
            default -> request.body().onSuccess(body -> request.response().end());
        }
    }

    private static Http2Wire wire() throws Exception {
        return new Http2Wire(tls, CLUSTER.balancer().tlsPort());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "8.2.2 connection          | :method:GET,:scheme:https,:path:/,:authority:x,connection:close",
        "8.2.2 transfer-encoding   | :method:GET,:scheme:https,:path:/,:authority:x,transfer-encoding:chunked",
        "8.2.2 keep-alive          | :method:GET,:scheme:https,:path:/,:authority:x,keep-alive:timeout=5",
        "8.2.2 proxy-connection    | :method:GET,:scheme:https,:path:/,:authority:x,proxy-connection:close",
        "8.2.2 upgrade             | :method:GET,:scheme:https,:path:/,:authority:x,upgrade:websocket",
        "8.2.2 te: gzip            | :method:GET,:scheme:https,:path:/,:authority:x,te:gzip",
        "8.2.1 a capital           | :method:GET,:scheme:https,:path:/,:authority:x,X-A:1",
        "8.2.1 CRLF in a value     | :method:GET,:scheme:https,:path:/,:authority:x,x-a:1~x-b:2",
        "8.2.1 CRLF in a name      | :method:GET,:scheme:https,:path:/,:authority:x,x-a~x-b:2",
        "8.3   pseudo after others | :method:GET,:scheme:https,:path:/,x-a:1,:authority:x",
        "8.3   an unknown pseudo   | :method:GET,:scheme:https,:path:/,:authority:x,:new:1",
        "8.3   a pseudo twice      | :method:GET,:scheme:https,:path:/,:path:/b,:authority:x",
        "8.3   a response's pseudo | :method:GET,:scheme:https,:path:/,:authority:x,:status:200",
        "8.3.1 no method           | :scheme:https,:path:/,:authority:x",
        "9110-9.1 no token         | :method:PO ST,:scheme:https,:path:/,:authority:x",
        "9110-9.1 no token either  | :method:P(ST,:scheme:https,:path:/,:authority:x",
        "8.3.1 no path             | :method:GET,:scheme:https,:authority:x",
        "8.3.1 an empty path       | :method:GET,:scheme:https,:path:,:authority:x",
        "8.3.1 no scheme           | :method:GET,:path:/,:authority:x",
        "8.3.1 a path that is none | :method:GET,:scheme:https,:path:foo,:authority:x",
        "8.3.1 CRLF in the path    | :method:GET,:scheme:https,:path:/ HTTP/1.1~x-a:1,:authority:x",
        "8.3.1 a space in the path | :method:GET,:scheme:https,:path:/ HTTP/1.1,:authority:x",
        "8.3.1 CRLF in the method  | :method:GET / HTTP/1.1~x-a:1~~GET,:scheme:https,:path:/,:authority:x",
        "8.3.1 no authority        | :method:GET,:scheme:https,:path:/",
        "8.3.1 a wrong authority   | :method:GET,:scheme:https,:path:/,:authority:x/y",
        "8.3.1 CRLF in authority   | :method:GET,:scheme:https,:path:/,:authority:x~y",
        "8.3.1 another Host        | :method:GET,:scheme:https,:path:/,:authority:x,host:y",
        "8.1.1 two lengths         | :method:POST,:scheme:https,:path:/,:authority:x,content-length:0,content-length:5"})
    void a_malformed_request_is_an_error_of_its_stream_and_never_forwarded(String name, String fields) throws Exception {
        byte[] head = Http2Wire.block(fields.replace("~", "\r\n").split(","));
        int before = FORWARDED.get();
        try (Http2Wire wire = wire()) {
            wire.send(Http2Wire.HEADERS, Http2Wire.END_HEADERS | Http2Wire.END_STREAM, 1, head);
            // An answer that ends it as well may come instead.
            assertThat(wire.outcome(1)).matches("400|reset " + PROTOCOL_ERROR);
            wire.send(Http2Wire.HEADERS, Http2Wire.END_HEADERS, 3, head);
            endsBy(PROTOCOL_ERROR, wire, 3);
        }
        assertThat(FORWARDED).hasValue(before);
    }

    /** Netty gives up such a stream before it has opened it. */
    @ParameterizedTest
    @ValueSource(strings = {"X-A: 1", "connection: close", "transfer-encoding: chunked", "x-a: 1\r\nx-b: 2"})
    void what_comes_behind_a_malformed_head_is_ignored_and_leaves_the_others_of_its_connection_alone(String field) throws Exception {
        try (Http2Wire wire = wire()) {
            wire.request(1, true, "GET", "/held");
            HttpServerRequest first = HELD.poll(20, TimeUnit.SECONDS);
            wire.request(3, false, "POST", "/", field);
            for (int i = 0; i < 4; i++) {
                wire.send(Http2Wire.DATA, i == 3 ? Http2Wire.END_STREAM : 0, 3, new byte[WINDOW / 4]);
            }
            endsBy(PROTOCOL_ERROR, wire, 3);
            first.response().end();
            assertThat(wire.outcome(1)).as("the other stream").isEqualTo("200");
            wire.request(5, true, "GET", "/");
            assertThat(wire.outcome(5)).as("the next stream").isEqualTo("200");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "8.1.1 no body for a length       | 5     | 0",
        "8.1.1 too short                  | 5     | 4",
        "8.1.1 too long                   | 5     | 6",
        "8.1.1 too short, being passed on | 9000  | 3000",
        "8.1.1 too long, being passed on  | 3000  | 9000"})
    void a_body_that_is_not_as_long_as_it_says_is_one_too(String name, int says, int is) throws Exception {
        try (Http2Wire wire = wire()) {
            wire.request(1, false, "POST", "/", "content-length: " + says);
            wire.send(Http2Wire.DATA, Http2Wire.END_STREAM, 1, new byte[is]);
            endsBy(PROTOCOL_ERROR, wire, 1);
        }
    }

    @Test
    void a_length_that_is_said_twice_is_one() throws Exception {
        try (Http2Wire wire = wire()) {
            wire.request(1, false, "POST", "/lengths", "content-length: 5", "content-length: 5");
            wire.send(Http2Wire.DATA, Http2Wire.END_STREAM, 1, new byte[5]);
            assertThat(new String(wire.next(Http2Wire.DATA).payload())).isEqualTo("[5]");
        }
    }

    @Test
    void also_when_its_answer_has_begun() throws Exception {
        try (Http2Wire wire = wire()) {
            wire.request(1, false, "POST", "/begun", "content-length: 9000");
            wire.send(Http2Wire.DATA, 0, 1, new byte[3000]);
            assertThat(wire.next(Http2Wire.DATA).stream()).isEqualTo(1);
            wire.send(Http2Wire.DATA, Http2Wire.END_STREAM, 1, new byte[3000]);
            endsBy(PROTOCOL_ERROR, wire, 1);
        }
    }

    @Test
    void who_sends_more_than_the_window_takes_is_told_so() throws Exception {
        CLUSTER.admin("PATCH", "/admin/nodes/s1", "{\"limit\":1}");
        try (Http2Wire wire = wire()) {
            wire.request(1, true, "GET", "/held");
            HttpServerRequest first = HELD.poll(20, TimeUnit.SECONDS);
            wire.request(3, false, "POST", "/");
            for (int sent = 0; sent <= WINDOW; sent += 13_200) {
                wire.send(Http2Wire.DATA, 0, 3, new byte[13_200]);
            }
            endsBy(FLOW_CONTROL_ERROR, wire, 3);
            first.response().end();
            assertThat(wire.outcome(1)).as("the other stream").isEqualTo("200");
        } finally {
            CLUSTER.admin("PATCH", "/admin/nodes/s1", "{\"limit\":0}");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "CONNECT           | 405 | :method:CONNECT,:authority:x",
        "an unknown method | 501 | :method:MAKE,:scheme:https,:path:/,:authority:x",
        "an expectation    | 417 | :method:POST,:scheme:https,:path:/,:authority:x,expect:miracles",
        "a large body      | 413 | :method:POST,:scheme:https,:path:/,:authority:x,content-length:99999999"})
    void what_is_refused_without_being_malformed_is_answered_and_ended_by_no_error(String name, String status, String fields) throws Exception {
        try (Http2Wire wire = wire()) {
            wire.send(Http2Wire.HEADERS, Http2Wire.END_HEADERS, 1, Http2Wire.block(fields.split(",")));
            assertThat(wire.outcome(1)).isEqualTo(status);
            endsBy(NO_ERROR, wire, 1);
        }
    }

    @Test
    void what_refused_uploads_had_sent_ahead_does_not_end_their_connection() throws Exception {
        try (Http2Wire wire = wire()) {
            for (int stream = 1; stream < 2 * REFUSED; stream += 2) {
                wire.request(stream, false, "POST", "/", "content-length: 99999999");
                for (int i = 0; i < 8; i++) {
                    wire.send(Http2Wire.DATA, 0, stream, new byte[8_000]);
                }
            }
            for (int stream = 1; stream < 2 * REFUSED; stream += 2) {
                assertThat(wire.outcome(stream)).isEqualTo("413");
            }
            wire.request(2 * REFUSED + 1, true, "GET", "/");
            assertThat(wire.outcome(2 * REFUSED + 1)).isEqualTo("200");
        }
    }

    private static void endsBy(int error, Http2Wire wire, int stream) throws Exception {
        Http2Wire.Frame reset = wire.next(Http2Wire.RST_STREAM);
        assertThat(reset.stream()).isEqualTo(stream);
        assertThat(reset.errorCode()).isEqualTo(error);
    }
}
