package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scales.balancer.Cluster;

/** Clients that want too much. */
class ClientLimitsTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    private final AtomicInteger forwarded = new AtomicInteger();
    private final Cluster cluster = new Cluster();

    private void start(String... options) throws Exception {
        cluster.with(options).node("s1", request -> {
            forwarded.incrementAndGet();
            request.body().onSuccess(body -> request.response().end(Integer.toString(body.length())));
        }).start();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private JsonObject stats() throws Exception {
        return new JsonObject(cluster.admin("GET", "/admin/stats", null).body());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "9110-15.5.15 a long target      | GET /%s HTTP/1.1~Host: x~~                                        | 9000  | a       | 414",
        "6585-5 a long header            | GET / HTTP/1.1~Host: x~X-A: %s~~                                  | 40000 | a       | 431",
        "6585-5 many headers             | GET / HTTP/1.1~Host: x~%s~                                        | 201   | A: b~   | 431",
        "6585-5 the same header again    | GET / HTTP/1.1~Host: x~%s~                                        | 5000  | A: b~   | 431",
        "9112-7.1.1 a long extension     | POST / HTTP/1.1~Host: x~Transfer-Encoding: chunked~~1;%s~y~0~~    | 40000 | a       | 400",
        "9112-7.1.2 a long trailer       | POST / HTTP/1.1~Host: x~Transfer-Encoding: chunked~~0~T: %s~~     | 40000 | a       | 400",
        "9112-7.1.2 many trailers        | POST / HTTP/1.1~Host: x~Transfer-Encoding: chunked~~0~%s~         | 9000  | T: bb~  | 400"})
    void is_refused_closed_and_counted(String name, String request, int times, String filling, int status) throws Exception {
        start();
        try (Raw client = new Raw(cluster.port())) {
            client.say(request.formatted(filling.repeat(times)).replace("~", "\r\n"));
            assertThat(client.rest()).matches("(?s)HTTP/1.[01] " + status + " .*");
        }
        assertThat(forwarded).hasValue(0);
        Eventually.within(Duration.ofSeconds(5), () -> assertThat(stats().getJsonObject("total").getInteger("4xx")).isOne());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "just as many headers   | GET / HTTP/1.1~Host: x~Connection: close~%s~                                           | 198   | A: b~",
        "just as long a header  | GET / HTTP/1.1~Host: x~Connection: close~X-A: %s~~                                     | 7000  | a",
        "many extensions        | POST / HTTP/1.1~Host: x~Connection: close~Transfer-Encoding: chunked~~%s0~~            | 9000  | 1;a=b~y~"})
    void what_is_within_the_limits_comes_through(String name, String request, int times, String filling) throws Exception {
        start();
        try (Raw client = new Raw(cluster.port())) {
            client.say(request.formatted(filling.repeat(times)).replace("~", "\r\n"));
            assertThat(client.rest()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void one_connection_too_many_is_closed_until_another_leaves() throws Exception {
        start("--max-connections", "3");
        try (Raw a = new Raw(cluster.port()); Raw b = new Raw(cluster.port())) {
            assertThat(a.say(GET).read(12)).endsWith("200");
            assertThat(b.say(GET).read(12)).endsWith("200");
            try (Raw c = new Raw(cluster.port())) {
                assertThat(c.say(GET).read(12)).endsWith("200");
                try (Raw d = new Raw(cluster.port())) {
                    assertThat(d.rest()).isEmpty();
                }
                JsonObject connections = stats().getJsonObject("connections");
                assertThat(connections.getInteger("current")).isEqualTo(3);
                assertThat(connections.getInteger("most")).isEqualTo(3);
                try (Raw line = new Raw(cluster.cliPort())) {
                    assertThat(line.say("show info\n").rest()).contains("CurrConns: 3\nCumConns: 3\n");
                }
            }
            Eventually.within(Duration.ofSeconds(5), () -> {
                try (Raw e = new Raw(cluster.port())) {
                    assertThat(e.say("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").rest()).contains(" 200 ");
                }
            });
        }
    }

    @Test
    void one_address_cannot_take_all_connections() throws Exception {
        start("--max-connections-per-address", "1");
        try (Raw first = new Raw(cluster.port())) {
            assertThat(first.say(GET).read(12)).endsWith("200");
            try (Raw second = new Raw(cluster.port())) {
                assertThat(second.rest()).isEmpty();
            }
            try (Raw other = new Raw(cluster.port(), "127.0.0.2")) {
                assertThat(other.say(GET).read(12)).endsWith("200");
            }
        }
    }

    @Test
    void a_body_for_which_there_is_no_memory_is_passed_on_as_it_comes() throws Exception {
        start("--keep-bodies", "64KiB");
        try (Raw client = new Raw(cluster.port())) {
            client.say("POST /resize HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3000000\r\n\r\n").say("y".repeat(3_000_000));
            assertThat(client.rest()).startsWith("HTTP/1.1 200 ").endsWith("3000000");
        }
    }

    @Test
    void a_body_of_tiny_chunks_is_whole_and_its_memory_is_free_again() throws Exception {
        start("--keep-bodies", "400KiB");
        // Three times what fits: were memory not given back, or a tiny chunk counted with all it costs, one would be passed on.
        for (int i = 0; i < 3; i++) {
            try (Raw client = new Raw(cluster.port())) {
                client.say("POST /resize HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "1\r\ny\r\n".repeat(300_000) + "0\r\n\r\n");
                assertThat(client.rest().toLowerCase()).startsWith("http/1.1 200 ").endsWith("300000");
            }
        }
    }
}
