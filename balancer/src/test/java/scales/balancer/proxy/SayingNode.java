package scales.balancer.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A node that answers every request with exactly the bytes that it was told, and keeps what it heard. */
final class SayingNode {
    private static final String END = "!";

    private final int port;
    private final BlockingQueue<Boolean> closed = new LinkedBlockingQueue<>();
    private final StringBuffer heard = new StringBuffer();
    private volatile String answer;

    SayingNode(Vertx vertx) throws Exception {
        port = vertx.createNetServer().connectHandler(this::accept).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture()
                .get().actualPort();
    }

    private void accept(NetSocket socket) {
        socket.handler(data -> {
            String text = data.toString(StandardCharsets.ISO_8859_1);
            if (text.startsWith("GET /health")) {
                socket.end(Buffer.buffer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
                return;
            }
            heard.append(text);
            if (text.matches("(?s)[A-Z]+ [^ ]+ HTTP.*")) {
                socket.closeHandler(gone -> closed.add(true));
                Buffer bytes = Buffer.buffer(bytes(answer.replace(END, "")));
                if (answer.endsWith(END)) {
                    socket.end(bytes);
                } else {
                    socket.write(bytes);
                }
            }
        });
    }

    /** In the tables ~ is CRLF, ^ is CR, _ is LF and # is NUL. */
    static byte[] bytes(String text) {
        return text.replace("~", "\r\n").replace('^', '\r').replace('_', '\n').replace('#', '\0').getBytes(StandardCharsets.ISO_8859_1);
    }

    /** @param bytes as in the tables; {@code !} at the end closes the connection */
    void says(String bytes) {
        answer = bytes;
        heard.setLength(0);
        closed.clear();
    }

    /** All that came since it was told what to say, but for checks. */
    String heard() {
        return heard.toString();
    }

    /** Whether a connection on which it was asked is closed, at last. */
    boolean closed() throws InterruptedException {
        return closed.poll(20, TimeUnit.SECONDS) != null;
    }

    int port() {
        return port;
    }
}
