package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import scales.balancer.Cluster;

/** Clients that are gone when the answer is. */
@Timeout(20)
class LeavingClientTest {
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ANSWER =
            ("HTTP/1.1 200 OK\r\nContent-Length: 20000\r\n\r\n" + "x".repeat(20_000)).getBytes(StandardCharsets.US_ASCII);

    /** The balancer is held until both have happened, and finds the answer first: then its write fails. */
    @Test
    void a_client_that_left_before_its_answer_was_written_is_not_held_against_the_node() throws Exception {
        try (Cluster cluster = new Cluster(); ServerSocket node = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            cluster.with("--check-interval", "1h").node("s1", node.getLocalPort()).start();
            try (Socket probe = node.accept()) {
                probe.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            leave(cluster, node);
            while (cluster.node("s1").getInteger("inFlight") > 0) {
                Thread.onSpinWait();
            }
            JsonObject nodes = new JsonObject(cluster.admin("GET", "/admin/stats", null).body()).getJsonObject("nodes");
            assertThat(nodes.getJsonObject("s1").getInteger("broken")).isZero();
        }
    }

    private static void leave(Cluster cluster, ServerSocket node) throws IOException, InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        Socket client = new Socket("127.0.0.1", cluster.port());
        client.setSoLinger(true, 0);
        client.getOutputStream().write(REQUEST);
        try (Socket connection = node.accept()) {
            assertThat(connection.getInputStream().read(new byte[10_000])).isPositive();
            hold(cluster.vertx(), go);
            connection.getOutputStream().write(ANSWER);
            client.close();
            go.countDown();
            // Answered on a loop: whatever waited for the loops before has been done.
            assertThat(cluster.node("s1").getString("id")).isEqualTo("s1");
        }
    }

    /** @return when every event loop is held */
    private static void hold(Vertx vertx, CountDownLatch go) throws InterruptedException {
        int loops = VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE;
        CountDownLatch held = new CountDownLatch(loops);
        // One on each loop, in turn.
        vertx.deployVerticle(() -> new VerticleBase() {
            @Override
            public Future<?> start() {
                context.runOnContext(run -> {
                    held.countDown();
                    try {
                        go.await();
                    } catch (InterruptedException never) {
                        Thread.currentThread().interrupt();
                    }
                });
                return Future.succeededFuture();
            }
        }, new DeploymentOptions().setInstances(loops));
        held.await();
    }
}
