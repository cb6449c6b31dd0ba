package scales.lab.bench.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;

/**
 * Clients that keep their connections and ask for the same again and again. Every answer's status and length are checked; one
 * that is wrong ends the measurement. One thread, the caller's.
 */
final class Load implements AutoCloseable {
    private static final int READ_AT_ONCE = 256 * 1024;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LONGEST_SELECT_MILLIS = 1_000;
    private static final int DIGITS = 3;

    private final Selector selector = Selector.open();
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(READ_AT_ONCE);
    private final List<Client> clients = new ArrayList<>();
    private final Body body;
    private long lastAnswerNanos;

    /** Connects all clients. @param port on this machine */
    Load(int port, Body body, int connections) throws IOException {
        this.body = body;
        ByteBuffer request = body.request();
        for (int i = 0; i < connections; i++) {
            clients.add(new Client(port, request.duplicate()));
        }
    }

    /** What came of it. @param latencies of the requests, in nanoseconds */
    record Answered(long requests, Histogram latencies) {}

    /** Every client asks as soon as it has its answer. */
    Answered closed(long nanos) throws IOException {
        Histogram latencies = new Histogram(DIGITS);
        long end = System.nanoTime() + nanos;
        int[] asking = {clients.size()};
        for (Client client : clients) {
            client.ask(System.nanoTime());
        }
        lastAnswerNanos = System.nanoTime();
        while (asking[0] > 0) {
            poll(client -> {
                long now = System.nanoTime();
                latencies.recordValue(now - client.sinceNanos);
                if (now < end) {
                    client.ask(now);
                } else {
                    asking[0]--;
                }
            });
        }
        return new Answered(latencies.getTotalCount(), latencies);
    }

    /**
     * Requests come when they are due, whether or not earlier ones were answered; latency counts from then (Tene, "How not to
     * measure latency").
     */
    Answered open(int perSecond, long nanos) throws IOException {
        Histogram latencies = new Histogram(DIGITS);
        long all = Math.max(1, nanos * perSecond / TimeUnit.SECONDS.toNanos(1));
        long begin = System.nanoTime();
        Queue<Client> idle = new ArrayDeque<>(clients);
        long asked = 0;
        Thread pacer = pace(all, number -> LockSupport.parkNanos(due(begin, number, perSecond) - System.nanoTime()));
        lastAnswerNanos = begin;
        while (latencies.getTotalCount() < all) {
            while (asked < all && !idle.isEmpty() && due(begin, asked, perSecond) <= System.nanoTime()) {
                idle.remove().ask(due(begin, asked++, perSecond));
            }
            poll(client -> {
                latencies.recordValue(System.nanoTime() - client.sinceNanos);
                idle.add(client);
            });
        }
        pacer.interrupt();
        return new Answered(all, latencies);
    }

    private static long due(long beginNanos, long number, int perSecond) {
        return beginNanos + number * TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** Waiting in the selector is only good to a millisecond: a thread that parks wakes it whenever a request is due. */
    private Thread pace(long all, LongConsumer untilDue) {
        Thread pacer = new Thread(() -> {
            for (long number = 0; number < all && !Thread.interrupted(); number++) {
                untilDue.accept(number);
                selector.wakeup();
            }
        }, "pacer");
        pacer.setDaemon(true);
        pacer.start();
        return pacer;
    }

    private interface OnAnswer {
        void answered(Client client) throws IOException;
    }

    private void poll(OnAnswer listener) throws IOException {
        try {
            selector.select(key -> {
                try {
                    Client client = (Client) key.attachment();
                    if (client.proceed(key)) {
                        lastAnswerNanos = System.nanoTime();
                        listener.answered(client);
                    }
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            }, LONGEST_SELECT_MILLIS);
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
        if (System.nanoTime() - lastAnswerNanos > PATIENCE_NANOS) {
            throw new IOException("no answer for " + TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS) + " s");
        }
    }

    @Override
    public void close() throws IOException {
        for (Client client : clients) {
            client.channel.close();
        }
        selector.close();
    }

    private final class Client {
        private final SocketChannel channel;
        private final SelectionKey key;
        private final ByteBuffer request;
        private final Messages answers = new Messages();
        private long sinceNanos;

        Client(int port, ByteBuffer request) throws IOException {
            this.request = request;
            this.channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.configureBlocking(false);
            channel.socket().setTcpNoDelay(true);
            this.key = channel.register(selector, SelectionKey.OP_READ, this);
        }

        void ask(long sinceNanos) throws IOException {
            this.sinceNanos = sinceNanos;
            request.rewind();
            write();
        }

        private void write() throws IOException {
            channel.write(request);
            key.interestOps(request.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }

        /** @return whether the whole answer is there */
        boolean proceed(SelectionKey ready) throws IOException {
            if (ready.isWritable()) {
                write();
            }
            if (!ready.isReadable()) {
                return false;
            }
            incoming.clear();
            if (channel.read(incoming) < 0) {
                throw new IOException("the connection was closed");
            }
            incoming.flip();
            if (!answers.take(incoming)) {
                return false;
            }
            if (!answers.firstLine().startsWith("HTTP/1.1 200") || answers.bodyLength() != body.out()
                    || incoming.hasRemaining() || request.hasRemaining()) {
                throw new IOException("expected 200 with " + body.out() + " bytes, got " + answers.firstLine() + " with " + answers.bodyLength());
            }
            return true;
        }
    }
}
