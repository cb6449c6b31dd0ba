package scales.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What goes wrong on a connection is told by status and event, never by a stack trace. */
class QuietTest {
    private final Cluster cluster = new Cluster();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final AtomicBoolean alive = new AtomicBoolean(true);
    private final BlockingQueue<String> resets = new LinkedBlockingQueue<>();

    @BeforeEach
    void listen() {
        logged.start();
        root.addAppender(logged);
    }

    @AfterEach
    void stop() {
        root.detachAppender(logged);
        cluster.close();
    }

    @Test
    void connections_that_a_node_resets_leave_no_stack_trace() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            new Thread(() -> serve(server)).start();
            cluster.with("--check-interval", "50ms").node("s1", server.getLocalPort()).start();
            assertThat(cluster.post("/resize", "x").statusCode()).isEqualTo(502);
            assertThat(resets.poll(10, TimeUnit.SECONDS)).startsWith("POST");
            alive.set(false);
            for (int i = 0; i < 4; i++) {
                assertThat(resets.poll(10, TimeUnit.SECONDS)).startsWith("GET /health");
            }
            assertThat(cluster.node("s1").getString("health")).startsWith("DOWN");
        }
        assertThat(logged.list).filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.ERROR)).isEmpty();
    }

    /** Passes checks while alive; everything else gets a TCP reset in the middle of its answer. */
    private void serve(ServerSocket server) {
        while (true) {
            try (Socket socket = server.accept()) {
                String line = new String(socket.getInputStream().readNBytes(11)).strip();
                if (line.equals("GET /health") && alive.get()) {
                    socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes());
                    socket.getInputStream().readAllBytes();
                } else {
                    socket.setSoLinger(true, 0);
                    resets.add(line);
                }
            } catch (IOException closed) {
                if (server.isClosed()) {
                    return;
                }
            }
        }
    }
}
