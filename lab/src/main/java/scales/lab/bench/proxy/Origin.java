package scales.lab.bench.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * The server behind every proxy: as fast as can be, and nobody's sibling. {@code /N} is answered with N bytes once the request
 * is there whole, everything else with none. One thread; the answers are made once.
 */
final class Origin implements AutoCloseable {
    private static final int READ_AT_ONCE = 256 * 1024;
    private static final int LARGEST_ANSWER = 16_000_000;
    private static final int BACKLOG = 1_024;

    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(READ_AT_ONCE);
    private final Map<String, ByteBuffer> answers = new HashMap<>();

    Origin() throws IOException {
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Prints its port, and ends with its standard input: whoever started it is gone then. */
    public static void main(String[] arguments) throws IOException {
        try (Origin origin = new Origin()) {
            Thread starter = new Thread(Origin::endWithStarter, "starter");
            starter.setDaemon(true);
            starter.start();
            System.out.println(origin.port());
            origin.run();
        }
    }

    private static void endWithStarter() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            // A pipe that broke has ended, too.
        }
        System.exit(0);
    }

    int port() {
        return listener.socket().getLocalPort();
    }

    /** Serves until it is closed. */
    void run() throws IOException {
        while (selector.isOpen()) {
            selector.select(this::serve);
        }
    }

    private void serve(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
            } else {
                ((Connection) key.attachment()).serve(key);
            }
        } catch (IOException broken) {
            // The other end left.
            key.cancel();
            try {
                key.channel().close();
            } catch (IOException closed) {
                throw new UncheckedIOException(closed);
            }
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = listener.accept();
        if (channel != null) {
            channel.configureBlocking(false);
            channel.socket().setTcpNoDelay(true);
            channel.register(selector, SelectionKey.OP_READ, new Connection());
        }
    }

    private ByteBuffer answer(String requestLine) {
        return answers.computeIfAbsent(requestLine, line -> {
            String path = line.split(" ")[1].substring(1);
            int length = path.matches("[0-9]{1,8}") ? Math.min(LARGEST_ANSWER, Integer.parseInt(path)) : 0;
            byte[] head = ("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: " + length + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
            return ByteBuffer.allocateDirect(head.length + length).put(head).rewind();
        }).duplicate();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        selector.close();
    }

    private final class Connection {
        private final Messages requests = new Messages();
        private final Queue<ByteBuffer> outgoing = new ArrayDeque<>();

        void serve(SelectionKey key) throws IOException {
            SocketChannel channel = (SocketChannel) key.channel();
            if (key.isReadable()) {
                incoming.clear();
                if (channel.read(incoming) < 0) {
                    throw new IOException("the end");
                }
                incoming.flip();
                while (incoming.hasRemaining()) {
                    if (requests.take(incoming)) {
                        outgoing.add(answer(requests.firstLine()));
                    }
                }
            }
            while (!outgoing.isEmpty()) {
                channel.write(outgoing.element());
                if (outgoing.element().hasRemaining()) {
                    key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                    return;
                }
                outgoing.remove();
            }
            key.interestOps(SelectionKey.OP_READ);
        }
    }
}
