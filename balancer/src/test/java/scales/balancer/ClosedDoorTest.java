package scales.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that were accepted before the balancer's doors closed, and ask after that. */
@Timeout(60)
class ClosedDoorTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    @TempDir
    Path files;
    private final AtomicLong stoppedAt = new AtomicLong();

    /** So that those who have a moment to ask have it however slow this machine is. */
    private void stopTheClock() {
        stoppedAt.set(System.nanoTime());
    }

    private void letItGoOn() {
        stoppedAt.set(0);
    }

    private long nanoTime() {
        long stopped = stoppedAt.get();
        return stopped == 0 ? System.nanoTime() : stopped;
    }

    @Test
    void whoever_had_come_in_is_served_and_sent_away_at_every_door() throws Exception {
        TestCertificate certificate = TestCertificate.make(files).writeTo(files.resolve("c.pem"), files.resolve("k.pem"));
        try (Cluster cluster = new Cluster().node("s1", request -> request.response().end("served"))
                .with("--tls-port", "0", "--tls-certificate", files.resolve("c.pem").toString(), "--tls-key", files.resolve("k.pem").toString(),
                        "--proxy-protocol", "127.0.0.1", "--proxy-protocol-port", "0", "--event-loops", "2", "--stop-delay", "0s")
                .clock(this::nanoTime).start()) {
            Balancer balancer = cluster.balancer();
            List<Integer> doors = List.of(balancer.port(), balancer.tlsPort(), balancer.proxyProtocolPort());
            try (Socket plain = connect(doors.get(0)); Socket underTls = connect(doors.get(1)); Socket announced = connect(doors.get(2));
                    Socket tls = TestCertificate.trusting(certificate).getSocketFactory().createSocket(underTls, "127.0.0.1", doors.get(1), true)) {
                // Each on its own loop has been accepted when it was heard.
                say(plain, GET);
                assertThat(heard(plain, "served")).doesNotContainIgnoringCase("connection: close");
                say(tls, GET);
                assertThat(heard(tls, "served")).doesNotContainIgnoringCase("connection: close");
                say(announced, "PROXY TCP4 10.0.0.7 10.0.0.1 1000 80\r\n" + GET);
                assertThat(heard(announced, "served")).doesNotContainIgnoringCase("connection: close");

                stopTheClock();
                Future<Void> gone = balancer.shutdown();

                for (int door : doors) {
                    awaitClosed(door);
                }
                for (Socket client : List.of(plain, tls, announced)) {
                    say(client, GET);
                }
                for (Socket client : List.of(plain, tls, announced)) {
                    assertThat(heard(client, "served")).containsIgnoringCase("connection: close");
                }
                letItGoOn();
                gone.await(30, TimeUnit.SECONDS);
            }
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void say(Socket socket, String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
    }

    private static String heard(Socket socket, String end) throws IOException {
        StringBuilder heard = new StringBuilder();
        while (heard.indexOf(end) < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as("closed after " + heard).isNotNegative();
            heard.append((char) next);
        }
        return heard.toString();
    }

    private static void awaitClosed(int door) throws IOException {
        while (true) {
            try {
                connect(door).close();
            } catch (ConnectException closed) {
                return;
            }
        }
    }
}
