package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scales.balancer.Cluster;

/** Clients that say or take too little, and those that only wait. */
class SlowClientsTest {
    private static final String GET = "GET %s HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final int LARGE = 12 << 20;

    private static final Cluster CLUSTER = new Cluster().with("--header-timeout", "400ms", "--body-timeout", "600ms",
            "--keep-alive-timeout", "1s", "--write-timeout", "1s");
    private static final AtomicInteger FORWARDED = new AtomicInteger();
    private static final BlockingQueue<String> GIVEN_UP = new LinkedBlockingQueue<>();

    @BeforeAll
    static void start() throws Exception {
        CLUSTER.node("s1", SlowClientsTest::serve).start();
    }

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    private static void serve(HttpServerRequest request) {
        FORWARDED.incrementAndGet();
        switch (request.path()) {
            case "/late" -> CLUSTER.vertx().setTimer(1_500, late -> request.response().end("late"));
            case "/large" -> request.response().end(Buffer.buffer(new byte[LARGE]));
            case "/endless" -> {
                request.connection().closeHandler(closed -> GIVEN_UP.add("endless"));
                request.response().end(Buffer.buffer(new byte[64 << 20]));
            }
            default -> request.response().end("ok");
        }
    }

    private JsonObject stats() throws Exception {
        return new JsonObject(CLUSTER.admin("GET", "/admin/stats", null).body());
    }

    private int refused() throws Exception {
        return stats().getJsonObject("total").getInteger("4xx");
    }

    private void nobodyIsLeft() throws Exception {
        Eventually.within(Duration.ofSeconds(10), () -> {
            assertThat(stats().getJsonObject("connections").getInteger("current")).isZero();
            assertThat(stats().getJsonObject("total").getInteger("current")).isZero();
            assertThat(CLUSTER.node("s1").getInteger("inFlight")).isZero();
        });
        assertThat(CLUSTER.node("s1").getString("health")).startsWith("UP");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "says nothing at all           |                                                             |     |",
        "stops within the first line   | GET / HT                                                    |     | HTTP/1.1 408 ",
        "stops before the empty line   | GET / HTTP/1.1~Host: x~                                     |     | HTTP/1.1 408 ",
        "drips its head                | GET / HTTP/1.1~                                             | X-Long: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyy | HTTP/1.1 408 ",
        "sends empty lines only        | ~                                                           | ~~~~~~~~~~~~~~~~~~~~~~~~~ | HTTP/1.1 408 ",
        "sends no body                 | POST / HTTP/1.1~Host: x~Content-Length: 5~~                 |     | HTTP/1.1 408 ",
        "stops within the body         | POST / HTTP/1.1~Host: x~Content-Length: 5~~he               |     | HTTP/1.1 408 ",
        "drips its body                | POST / HTTP/1.1~Host: x~Content-Length: 99~~                | yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy | HTTP/1.1 408 ",
        "stops within a chunk          | POST / HTTP/1.1~Host: x~Transfer-Encoding: chunked~~5~he    |     | HTTP/1.1 408 ",
        "drips chunks                  | POST / HTTP/1.1~Host: x~Transfer-Encoding: chunked~~        | 1~y~1~y~1~y~1~y~1~y~1~y~1~y~1~y~1~y~1~y~ | HTTP/1.1 408 ",
        "never ends its chunks         | POST / HTTP/1.1~Host: x~Transfer-Encoding: chunked~~2~ok~   |     | HTTP/1.1 408 ",
        "does not go on after 100      | POST / HTTP/1.1~Host: x~Expect: 100-continue~Content-Length: 5~~ |     | HTTP/1.1 100 "})
    void is_cut(String name, String start, String drops, String answer) throws Exception {
        int forwarded = FORWARDED.get();
        int refused = refused();
        try (Raw client = new Raw(CLUSTER.port())) {
            if (start != null) {
                client.say(crlf(start));
            }
            String heard = drops == null ? client.rest() : client.dripping(crlf(drops).repeat(20), 50);
            if (answer == null) {
                assertThat(heard).isEmpty();
            } else {
                assertThat(heard).startsWith(answer).contains(" 408 ");
            }
        }
        nobodyIsLeft();
        assertThat(FORWARDED).hasValue(forwarded);
        assertThat(refused() - refused).isEqualTo(answer == null ? 0 : 1);
    }

    private static String crlf(String text) {
        return text.replace("~", "\r\n");
    }

    @Test
    void a_connection_between_requests_lives_longer_than_a_head_may_take() throws Exception {
        try (Raw client = new Raw(CLUSTER.port())) {
            client.say(GET.formatted("/")).read(40);
            long idleNanos = System.nanoTime();
            assertThat(client.rest()).doesNotContain("408");
            assertThat(System.nanoTime() - idleNanos).isGreaterThan(900_000_000L);
        }
        nobodyIsLeft();
    }

    @Test
    void a_second_head_must_come_as_fast_as_the_first() throws Exception {
        try (Raw client = new Raw(CLUSTER.port())) {
            client.say(GET.formatted("/")).read(40);
            assertThat(client.say("GET / HT").rest()).contains(" 408 ");
        }
    }

    @Test
    void who_waits_for_our_answer_is_never_cut() throws Exception {
        try (Raw client = new Raw(CLUSTER.port())) {
            client.say(GET.formatted("/late"));
            assertThat(client.rest()).contains(" 200 ").endsWith("late");
        }
    }

    @Test
    void who_takes_nothing_is_cut_and_the_node_hears_of_it() throws Exception {
        try (Raw client = new Raw(CLUSTER.port())) {
            client.say(GET.formatted("/endless"));
            assertThat(GIVEN_UP.poll(10, TimeUnit.SECONDS)).isEqualTo("endless");
            nobodyIsLeft();
        }
    }

    @Test
    void who_takes_little_but_enough_gets_all() throws Exception {
        try (Raw client = new Raw(CLUSTER.port())) {
            client.say(GET.formatted("/large"));
            long startNanos = System.nanoTime();
            for (int piece = 1; piece <= 64; piece++) {
                assertThat(client.read(LARGE / 64)).hasSize(LARGE / 64);
                // Twice the timeout in all. A pause that is no sleep: answers to somebody else.
                while (System.nanoTime() - startNanos < piece * 22_000_000L) {
                    stats();
                }
            }
        }
    }

    @Test
    void who_pipelines_and_takes_nothing_is_served_little_and_cut() throws Exception {
        int forwarded = FORWARDED.get();
        try (Raw client = new Raw(CLUSTER.port())) {
            client.say(GET.formatted("/large").repeat(100));
            nobodyIsLeft();
        }
        assertThat(FORWARDED.get() - forwarded).isBetween(1, 5);
    }

    @Test
    void who_pipelines_thousands_of_requests_has_one_at_a_node_and_leaves_none_behind() throws Exception {
        int forwarded = FORWARDED.get();
        try (Raw client = new Raw(CLUSTER.port())) {
            client.say(GET.formatted("/late").repeat(2_000));
            assertThat(client.read(12)).isEqualTo("HTTP/1.1 200");
            assertThat(FORWARDED.get() - forwarded).isLessThan(3);
        }
        nobodyIsLeft();
        assertThat(FORWARDED.get() - forwarded).as("one more until it is known that nobody takes the answers").isLessThan(6);
    }
}
