package scales.balancer.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** A node of bare sockets: it says what the script says, passes its checks while it is not frozen, and tells what it saw. */
final class RawNode {
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final int port;
    private volatile boolean frozen;

    /** @param script is given the connection and the first line of what came on it */
    RawNode(Vertx vertx, BiConsumer<NetSocket, String> script) throws Exception {
        port = vertx.createNetServer().connectHandler(socket -> socket.handler(data -> {
            String line = data.toString().lines().findFirst().orElse("");
            if (!line.startsWith("GET /health")) {
                seen.add(line);
                socket.closeHandler(closed -> seen.add("closed"));
                script.accept(socket, line);
            } else if (!frozen) {
                socket.end(Buffer.buffer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
            }
        })).listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS).actualPort();
    }

    int port() {
        return port;
    }

    /** As a process that was sent SIGSTOP: the system still takes connections and bytes for it, and nobody answers. */
    void freeze() {
        frozen = true;
    }

    /** The first line of the next thing that came, or {@code closed}; null when there is none in time. */
    String saw() throws InterruptedException {
        return seen.poll(20, TimeUnit.SECONDS);
    }

    boolean sawNothingMore() {
        return seen.isEmpty();
    }
}
