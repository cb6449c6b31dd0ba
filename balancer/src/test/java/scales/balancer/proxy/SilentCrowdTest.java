package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import scales.balancer.Cluster;
import scales.balancer.TestCertificate;

/** Clients that say nothing, or only the beginning of something, at each of the doors. */
class SilentCrowdTest {
    private static final int CROWD = 300;
    private static final long MOST_BYTES_EACH = 24 * 1024;
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    /** Where they stand, and the beginning of something there. */
    enum Door {
        PLAIN("GET / HTTP/1.1\r\nHost: a\r\nX: "), TLS("\26\3\1\2\0\1\0\1\374"), PROXY("PROXY TCP4 192.0");

        private final String beginning;

        Door(String beginning) {
            this.beginning = beginning;
        }

        int port(Cluster cluster) {
            return switch (this) {
                case PLAIN -> cluster.port();
                case TLS -> cluster.balancer().tlsPort();
                case PROXY -> cluster.balancer().proxyProtocolPort();
            };
        }
    }

    private final Cluster cluster = new Cluster();
    private final List<Raw> clients = new ArrayList<>();

    @TempDir
    static Path files;

    @BeforeAll
    static void certify() throws Exception {
        TestCertificate.make(files).writeTo(files.resolve("c.pem"), files.resolve("k.pem"));
    }

    private void start(String... options) throws Exception {
        cluster.with("--tls-port", "0", "--tls-certificate", files.resolve("c.pem").toString(), "--tls-key", files.resolve("k.pem").toString())
                .with("--proxy-protocol", "127.0.0.0/8", "--proxy-protocol-port", "0").with(options)
                .node("s1", request -> request.response().end("ok")).start();
    }

    @AfterEach
    void stop() throws IOException {
        for (Raw client : clients) {
            client.close();
        }
        cluster.close();
    }

    private Raw connect(int port, String from) throws IOException {
        Raw client = new Raw(port, from);
        clients.add(client);
        return client;
    }

    private void drip(String beginning, int port) throws Exception {
        for (int i = 0; i < CROWD; i++) {
            connect(port, "127.0.0.1").say(beginning);
        }
        for (String drop : List.of("1", "2", "3")) {
            for (Raw client : clients) {
                client.say(drop);
            }
            // On either loop, so that both have read what was there before.
            for (int i = 0; i < 4; i++) {
                assertThat(connectAndAsk()).contains(" 200 ");
            }
        }
    }

    private String connectAndAsk() throws IOException {
        try (Raw client = new Raw(cluster.port(), "127.0.0.2")) {
            return client.say(GET).rest();
        }
    }

    /** Of the whole process, with what Netty holds ready. */
    private static long directBytes() {
        long java = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct")).mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
        return java + Math.max(0, PlatformDependent.usedDirectMemory());
    }

    @ParameterizedTest
    @EnumSource
    void what_is_not_whole_costs_no_more_memory_than_was_sent(Door door) throws Exception {
        start("--header-timeout", "20s");
        assertThat(connectAndAsk()).contains(" 200 ");
        long before = directBytes();
        drip(door.beginning, door.port(cluster));
        assertThat((directBytes() - before) / CROWD).as("bytes each").isLessThan(MOST_BYTES_EACH);
    }

    @Test
    void little_after_much_costs_no_more_memory_than_little() throws Exception {
        start("--header-timeout", "20s");
        assertThat(connectAndAsk()).contains(" 200 ");
        long before = directBytes();
        String large = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 600000\r\n\r\n" + "y".repeat(600_000);
        for (int i = 0; i < CROWD / 3; i++) {
            Raw client = connect(cluster.port(), "127.0.0.1");
            assertThat(client.say(large).read(40)).contains(" 200 ");
            client.say("GET / HT");
        }
        assertThat(connectAndAsk()).contains(" 200 ");
        assertThat((directBytes() - before) / (CROWD / 3)).as("bytes each").isLessThan(4 * MOST_BYTES_EACH);
    }

    @Test
    void a_node_that_drips_the_heads_of_its_answers_costs_no_more_memory_than_it_sent() throws Exception {
        RawNode node = new RawNode(cluster.vertx(), (socket, line) -> socket.write(line.startsWith("GET / ")
                ? "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" : "HTTP/1.1 200 OK\r\nX: "));
        cluster.node("s1", node.port()).start();
        assertThat(connectAndAsk()).contains(" 200 ");
        node.saw();
        long before = directBytes();
        for (int i = 0; i < CROWD; i++) {
            connect(cluster.port(), "127.0.0.1").say("GET /drip HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(node.saw()).startsWith("GET /drip ");
        }
        for (int i = 0; i < 4; i++) {
            assertThat(connectAndAsk()).contains(" 200 ");
        }
        assertThat((directBytes() - before) / CROWD).as("bytes each").isLessThan(MOST_BYTES_EACH);
    }

    @ParameterizedTest
    @EnumSource
    void the_silent_count_until_they_leave(Door door) throws Exception {
        start("--header-timeout", "20s", "--max-connections", "3", "--max-connections-per-address", "2");
        List<Raw> silent = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            silent.add(connect(door.port(cluster), "127.0.0." + (1 + i)));
        }
        // At their own door first: only there the silent are sure to have been accepted before.
        assertThat(connect(door.port(cluster), "127.0.0.9").rest()).isEmpty();
        for (Door other : Door.values()) {
            assertThat(connect(other.port(cluster), "127.0.0.9").rest()).as(other.name()).isEmpty();
        }
        silent.get(0).close();
        Eventually.within(Duration.ofSeconds(10), () -> assertThat(connectAndAsk()).contains(" 200 "));
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "TLS"})
    void the_silent_of_one_address_count(Door door) throws Exception {
        start("--header-timeout", "20s", "--max-connections-per-address", "2");
        connect(door.port(cluster), "127.0.0.1");
        connect(door.port(cluster), "127.0.0.1");
        assertThat(connect(cluster.port(), "127.0.0.1").rest()).isEmpty();
        assertThat(connectAndAsk()).contains(" 200 ");
    }

    @Test
    void of_announced_clients_their_own_address_counts_and_not_that_of_their_proxy() throws Exception {
        start("--header-timeout", "20s", "--max-connections-per-address", "1");
        String keeping = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
        for (String client : List.of("192.0.2.1", "192.0.2.2")) {
            assertThat(announced(client).say(keeping).read(12)).endsWith("200");
            assertThat(announced(client).say(keeping).rest()).isEmpty();
        }
    }

    private Raw announced(String client) throws IOException {
        return connect(Door.PROXY.port(cluster), "127.0.0.1").say("PROXY TCP4 " + client + " 198.51.100.1 4711 443\r\n");
    }

    @ParameterizedTest
    @EnumSource
    void the_silent_are_closed_when_a_head_should_have_come(Door door) throws Exception {
        start("--header-timeout", "300ms");
        assertThat(connect(door.port(cluster), "127.0.0.1").rest()).isEmpty();
        connect(door.port(cluster), "127.0.0.1").say(door.beginning).rest();
    }
}
