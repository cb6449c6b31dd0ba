package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scales.balancer.Cluster;

/** Clients that take their answers slowly hold no place on a node for that. */
@Timeout(120)
class SlowReadersTest {
    private static final String GET = "GET %s HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String HEAD_LINE = "HTTP/1.1 200 OK\r\n";
    /** Three times what operating systems hold for a connection. */
    private static final String PICTURE = picture(12 << 20);

    private final Cluster cluster = new Cluster();

    @AfterEach
    void stop() {
        cluster.close();
    }

    private void start(String... options) throws Exception {
        cluster.node("s1", SlowReadersTest::serve)
                .with("--queue-timeout", "30s", "--write-timeout", "60s", "--stop-delay", "0s", "--check-interval", "1h")
                .with(options).start();
        cluster.admin("PATCH", "/admin/nodes/s1", "{\"limit\":1}");
    }

    private static void serve(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        switch (request.path()) {
            case "/picture" -> response.end(PICTURE);
            case "/pieces" -> response.setChunked(true).write(PICTURE.substring(0, 1_000_000))
                    .compose(written -> response.end(PICTURE.substring(1_000_000)));
            default -> response.end("served");
        }
    }

    /** No two blocks of it are alike. */
    private static String picture(int size) {
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; bytes.length() < size; i++) {
            bytes.append(i).append(',');
        }
        return bytes.substring(0, size);
    }

    /** @return a client that has the first bytes of its answer */
    private Raw asking(String path) throws IOException {
        Raw client = new Raw(cluster.port()).say(GET.formatted(path));
        assertThat(client.read(HEAD_LINE.length())).isEqualTo(HEAD_LINE);
        return client;
    }

    private void othersAreServed() throws Exception {
        // Else it waits for a place, and in vain.
        assertThat(cluster.get("/").body()).isEqualTo("served");
    }

    private void leaveWhileOthersAreServed() throws Exception {
        Raw slow = asking("/picture");
        try {
            othersAreServed();
        } finally {
            slow.close();
        }
    }

    private void clientsLeft(int number) throws Exception {
        Eventually.within(Duration.ofSeconds(30), () ->
                assertThat(cluster.admin("GET", "/metrics", null).body()).contains("scales_clients_left_total " + number + ".0\n"));
    }

    /** @return the rest of the head */
    private static String takesAll(Raw client) throws IOException {
        StringBuilder body = new StringBuilder();
        String head = until("\r\n\r\n", client).toLowerCase(Locale.ROOT);
        if (head.contains("transfer-encoding: chunked")) {
            for (int size = -1; size != 0; client.read(2)) {
                size = Integer.parseInt(until("\r\n", client).trim(), 16);
                body.append(client.read(size));
            }
        } else {
            body.append(client.read(PICTURE.length()));
        }
        assertThat(body.toString().equals(PICTURE)).as("the picture, byte for byte").isTrue();
        return head;
    }

    private static String until(String end, Raw client) throws IOException {
        String head = client.read(1);
        for (String next = head; !head.endsWith(end); head += next) {
            next = client.read(1);
            assertThat(next).as("closed after %s", head).isNotEmpty();
        }
        return head;
    }

    @Test
    void an_answer_that_nobody_reads_leaves_its_node_which_serves_others_and_may_go() throws Exception {
        start("--keep-answer", "16MiB", "--keep-answers", "16MiB");
        try (Raw slow = asking("/picture")) {
            othersAreServed();
            assertThat(cluster.node("s1").getInteger("inFlight")).isZero();
            cluster.server(0).close().await(20, TimeUnit.SECONDS);
            takesAll(slow);
        }
        clientsLeft(0);
    }

    @Test
    void what_was_read_ahead_is_forgotten_when_its_client_leaves() throws Exception {
        // For one, and not for what the operating system has not of two.
        start("--keep-answer", "16MiB", "--keep-answers", "13MiB");
        for (int i = 1; i <= 3; i++) {
            leaveWhileOthersAreServed();
            clientsLeft(i);
        }
    }

    @Test
    void what_was_read_ahead_is_forgotten_when_its_client_has_it() throws Exception {
        start("--keep-answer", "16MiB", "--keep-answers", "13MiB");
        for (int i = 1; i <= 3; i++) {
            try (Raw slow = asking("/picture")) {
                othersAreServed();
                takesAll(slow);
            }
        }
        clientsLeft(0);
    }

    @ParameterizedTest(name = "{0}, {1} for one and {2} for all")
    @CsvSource({"/picture, 1MiB, 16MiB", "/picture, 16MiB, 1MiB", "/picture, 0, 16MiB", "/pieces, 16MiB, 16MiB", "/pieces, 1MiB, 16MiB"})
    void an_answer_comes_whole_and_in_order_whatever_there_is_room_for(String path, String one, String all) throws Exception {
        start("--keep-answer", one, "--keep-answers", all);
        try (Raw slow = asking(path)) {
            takesAll(slow);
            assertThat(slow.say(GET.formatted("/")).read(HEAD_LINE.length())).isEqualTo(HEAD_LINE);
        }
    }

    @Test
    void an_answer_that_is_given_up_while_it_is_on_its_way_does_not_look_whole() throws Exception {
        start("--keep-answer", "16MiB", "--keep-answers", "16MiB", "--total-timeout", "1s");
        try (Raw slow = asking("/pieces")) {
            Eventually.within(Duration.ofSeconds(20), () -> assertThat(
                    new JsonObject(cluster.admin("GET", "/admin/stats", null).body()).getJsonObject("total").getInteger("current")).isZero());
            assertThat(slow.rest()).contains("\r\n\r\n").doesNotEndWith("\r\n0\r\n\r\n");
        }
    }

    @ParameterizedTest(name = "{0} for one")
    @ValueSource(strings = {"0", "8MiB"})
    void an_answer_said_byte_by_byte_that_nobody_reads_takes_little_memory(String keepAnswer) throws Exception {
        int clients = 3;
        long mostBytesEach = 12 << 20;
        Buffer chunks = Buffer.buffer("1\r\nx\r\n".repeat(16 * 1024));
        AtomicLong handedOver = new AtomicLong();
        RawNode node = new RawNode(cluster.vertx(), (socket, line) -> {
            socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            saysOnAndOn(socket, chunks, handedOver);
        });
        cluster.node("s1", node.port()).with("--keep-answer", keepAnswer, "--write-timeout", "60s", "--check-interval", "1h").start();
        long before = heap();
        List<Raw> slow = new ArrayList<>();
        try {
            for (int i = 0; i < clients; i++) {
                slow.add(asking("/"));
            }
            for (Raw client : slow) {
                // Now much is read from the node at once.
                client.read(1_000_000);
            }
            settles(handedOver);
            assertThat((heap() - before) / clients).as("bytes of heap for each").isLessThan(mostBytesEach);
        } finally {
            for (Raw client : slow) {
                client.close();
            }
        }
    }

    private static void saysOnAndOn(NetSocket socket, Buffer chunks, AtomicLong handedOver) {
        socket.write(chunks).onSuccess(written -> {
            handedOver.incrementAndGet();
            saysOnAndOn(socket, chunks, handedOver);
        });
    }

    /** The node is held back: for half a second nobody has taken anything. */
    private static void settles(AtomicLong handedOver) throws Exception {
        long[] last = {-1, 0};
        Eventually.within(Duration.ofSeconds(60), () -> {
            if (last[0] != handedOver.get()) {
                last[0] = handedOver.get();
                last[1] = System.nanoTime();
            }
            assertThat(System.nanoTime() - last[1]).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(500));
        });
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/picture", "/pieces"})
    void a_stop_waits_for_who_is_still_taking_it(String path) throws Exception {
        start("--keep-answer", "16MiB", "--keep-answers", "16MiB");
        try (Raw slow = asking(path)) {
            othersAreServed();
            Future<Void> gone = cluster.balancer().shutdown();
            takesAll(slow);
            gone.await(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void who_sent_requests_ahead_has_the_answer_under_way_at_a_stop_and_learns_which_one_is_the_last() throws Exception {
        start("--keep-answer", "16MiB", "--keep-answers", "16MiB");
        Future<Void> gone;
        try (Raw slow = asking("/picture").say(GET.formatted("/picture").repeat(2))) {
            othersAreServed();
            gone = cluster.balancer().shutdown();
            assertThat(takesAll(slow)).doesNotContain("connection: close");
            assertThat(takesAll(slow)).contains("connection: close");
            assertThat(slow.rest()).as("the third was not looked at").isEmpty();
        }
        gone.await(30, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void a_stop_does_not_wait_for_ever_for_who_takes_nothing(int requestsMore) throws Exception {
        start("--keep-answer", "16MiB", "--keep-answers", "16MiB", "--stop-timeout", "1s");
        Raw slow = asking("/picture").say(GET.formatted("/picture").repeat(requestsMore));
        try {
            othersAreServed();
            cluster.balancer().shutdown().await(30, TimeUnit.SECONDS);
        } finally {
            // Vert.x waits for who takes nothing, and for ever.
            slow.close();
        }
    }
}
