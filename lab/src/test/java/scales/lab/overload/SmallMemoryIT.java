package scales.lab.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import scales.lab.program.Program;

/** A balancer with little memory, a node that takes nothing, and clients with more than that memory holds. */
@Timeout(300)
class SmallMemoryIT {
    private static final int CLIENTS = 150;
    private static final byte[] LARGE = large(8_000_000);
    private static final byte[] CRUMBS = crumbs(100_000);
    private static final int PATIENCE_MILLIS = 60_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> sockets = new ArrayList<>();
    private ServerSocket node;
    private Program balancer;
    private int port;

    @BeforeEach
    void start() throws Exception {
        // Whoever connects stays in its queue, and what the system does not take for it waits in the balancer.
        node = new ServerSocket(0, 2 * CLIENTS, InetAddress.getLoopbackAddress());
        balancer = new Program("balancer", List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError"), "--host", "127.0.0.1", "--port", "0", "--admin-port", "0",
                "--cli-port", "0", "--node", "s1=127.0.0.1:" + node.getLocalPort(), "--check-interval", "1h", "--response-timeout", "5s", "--keep-body", "1KiB");
        port = balancer.awaitLine("Clients on http://[^:]+:(\\d+), page").get(0);
    }

    @AfterEach
    void end() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
        balancer.close();
        node.close();
    }

    private static byte[] large(int size) {
        byte[] head = bytes("POST /resize?scale=2 HTTP/1.1\r\nHost: x\r\nContent-Length: " + size + "\r\n\r\n");
        return Arrays.copyOf(head, head.length + size);
    }

    /** Byte by byte. */
    private static byte[] crumbs(int size) {
        return bytes("POST /resize?scale=2 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + "1\r\nx\r\n".repeat(size) + "0\r\n\r\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** @return the first line of the answer */
    private Future<String> upload(byte[] request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        sockets.add(socket);
        threads.execute(() -> {
            try {
                socket.getOutputStream().write(request);
            } catch (IOException answered) {
                // Before all was sent.
            }
        });
        return threads.submit(() -> firstLine(socket.getInputStream()));
    }

    private static String firstLine(InputStream from) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = from.read(); octet >= 0 && octet != '\r'; octet = from.read()) {
            line.append((char) octet);
        }
        return line.toString();
    }

    private void upload(int clients, byte[] request) throws Exception {
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            answers.add(upload(request));
        }
        for (Future<String> answer : answers) {
            assertThat(answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).matches("HTTP/1.1 50[34] .*");
        }
    }

    @Test
    void everybody_is_told_that_there_is_no_place_or_no_answer_and_the_balancer_lives() throws Exception {
        upload(CLIENTS, LARGE);
        upload(CLIENTS, LARGE);
        upload(CLIENTS / 3, CRUMBS);
        balancer.terminate();
    }
}
