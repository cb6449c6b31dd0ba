package scales.lab.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scales.lab.Visitor;
import scales.lab.up.TestCluster;
import scales.worker.Worker;
import scales.worker.config.OptionsParser;
import scales.worker.config.Parsed;

/** Workers that come and go by themselves. */
class MembershipTest {
    private final List<Vertx> machines = new ArrayList<>();
    private TestCluster cluster;

    @AfterEach
    void stop() {
        cluster.close();
        machines.forEach(machine -> TestCluster.await(machine.close()));
    }

    @Test
    void a_worker_joins_a_balancer_that_runs_and_leaves_when_stopped() {
        cluster = TestCluster.startBalancer();
        assertThat(new Visitor(cluster).visit().status()).isEqualTo(503);

        Worker worker = announced("s1", cluster.adminUrl(), "15s");
        TestCluster.until("s1 joined", () -> cluster.nodes("origin").equals(Map.of("s1", "announced")));
        assertThat(new Visitor(cluster).visit().tag()).isEqualTo("s1");

        TestCluster.await(worker.stop());
        assertThat(cluster.nodes("origin")).isEmpty();
        assertThat(new Visitor(cluster).visit().status()).isEqualTo(503);
    }

    @Test
    void a_worker_that_was_there_first_joins_as_soon_as_the_balancer_is() throws IOException {
        int adminPort = freePort();
        announced("s1", "http://127.0.0.1:" + adminPort, "1s");
        cluster = TestCluster.startBalancer("--admin-port", String.valueOf(adminPort));

        TestCluster.until("s1 joined", () -> cluster.nodes("health").equals(Map.of("s1", "UP")));
        assertThat(new Visitor(cluster).visit().tag()).isEqualTo("s1");
    }

    @Test
    void a_worker_renews_and_one_that_died_expires() {
        cluster = TestCluster.startBalancer();
        announced("s1", cluster.adminUrl(), "1s");
        announced("s2", cluster.adminUrl(), "1s");
        TestCluster.until("both joined", () -> cluster.nodes("origin").size() == 2);
        cluster.operate("drain", "s2");

        // Its sockets go, as with the process, and nobody says goodbye.
        TestCluster.await(machines.remove(1).close());
        TestCluster.until("s2 expired", () -> cluster.nodes("origin").size() == 1);
        assertThat(cluster.nodes("health")).isEqualTo(Map.of("s1", "UP"));

        announced("s2", cluster.adminUrl(), "1s");
        TestCluster.until("s2 is back", () -> cluster.nodes("origin").size() == 2);
        assertThat(cluster.nodes("state")).isEqualTo(Map.of("s1", "ready", "s2", "drain"));
    }

    @Test
    void a_node_that_refuses_connections_is_answered_for_by_another_at_once() {
        cluster = TestCluster.startBalancer("--check-interval", "1h");
        announced("s1", cluster.adminUrl(), "15s");
        announced("s2", cluster.adminUrl(), "15s");
        TestCluster.until("both joined", () -> cluster.nodes("health").equals(Map.of("s1", "UP", "s2", "UP")));

        // Nobody has noticed yet, and no probe is due.
        TestCluster.await(machines.remove(1).close());
        assertThat(Stream.generate(() -> new Visitor(cluster).visit().tag()).limit(10)).containsOnly("s1");
        assertThat(cluster.admin("GET", "/admin/stats", null).getJsonObject("nodes").getJsonObject("s2").getInteger("unreachable"))
                .isPositive();
    }

    private Worker announced(String id, String balancer, String ttl) {
        Vertx machine = Vertx.vertx();
        machines.add(machine);
        Parsed.Run run = (Parsed.Run) new OptionsParser(Map.of()).parse("--id", id, "--host", "127.0.0.1", "--port", "0",
                "--announce", balancer, "--announce-ttl", ttl, "--lame-duck", "0s");
        return TestCluster.await(Worker.start(machine, run.config()));
    }

    /** Free when asked; good enough where the port must be known before anybody listens. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
