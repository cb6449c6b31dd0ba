package scales.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left behind is found. */
@Timeout(120)
class EndingIT {
    private static final Duration NOT_LONG = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path logs;
    private BalancerProcess balancer;
    private Admin admin;
    private Memory before;
    private final Tally tally = new Tally();

    @BeforeEach
    void start() throws Exception {
        balancer = BalancerProcess.start(logs.resolve("balancer.log"));
        admin = new Admin(balancer.adminPort());
        before = balancer.memory();
    }

    @AfterEach
    void end() {
        balancer.child().kill();
    }

    private List<String> problems(Duration patience) throws Exception {
        Ending ending = new Ending(balancer, admin, patience);
        ending.look(tally, before);
        return ending.problems();
    }

    private Socket client() throws Exception {
        return new Socket(InetAddress.getLoopbackAddress(), balancer.port());
    }

    @Test
    void a_request_that_never_ends_holds_a_lease_and_two_connections() throws Exception {
        assumeTrue(Sockets.canBeCounted(), "connections are counted in /proc");
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            admin.ask("POST", "/admin/nodes", new JsonObject().put("id", "s1").put("address", "127.0.0.1:" + silent.getLocalPort()));
            try (Socket client = client()) {
                client.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                tally.sent();
                while (admin.total().getInteger("current") == 0) {
                    Thread.onSpinWait();
                }
                assertThat(problems(NOT_LONG)).anyMatch(problem -> problem.startsWith("leases") && problem.endsWith("in flight 1, on nodes s1 1"))
                        .anyMatch(problem -> problem.startsWith("connections") && problem.contains("of clients 1, to nodes "));
            }
        }
        assertThat(problems(LONG)).isEmpty();
    }

    @Test
    void a_connection_that_nobody_closes_is_found_without_any_request() throws Exception {
        assumeTrue(Sockets.canBeCounted(), "connections are counted in /proc");
        try (Socket client = client()) {
            assertThat(client.isConnected()).isTrue();
            assertThat(problems(NOT_LONG)).singleElement().asString().contains("connections").contains("of clients 1, to nodes 0");
        }
        assertThat(problems(LONG)).isEmpty();
    }

    @Test
    void a_request_that_nobody_sent_or_that_did_not_come_is_found() throws Exception {
        tally.sent();
        assertThat(problems(LONG)).singleElement().asString().contains("1 sent, 0 came");
    }
}
