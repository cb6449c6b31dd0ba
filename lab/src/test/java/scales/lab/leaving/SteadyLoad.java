package scales.lab.leaving;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that ask again and again, each on one connection: {@code GET /}, {@code POST /resize}, and {@code POST /delay}, which
 * the balancer may not repeat. They try nothing twice. When an answer says that the connection closes they come back at once on another one, until nobody takes it.
 */
final class SteadyLoad {
    private enum Question { PAGE, RESIZE, DELAY }

    private static final byte[] NO_DELAY = "{\"delay\":0}".getBytes(StandardCharsets.US_ASCII);
    /** Without a pause they take the processors from the programs that start meanwhile. */
    private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final int port;
    private final byte[] picture;
    private final List<Thread> clients = new ArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private volatile boolean enough;

    SteadyLoad(int port, int clients, byte[] picture) {
        this.port = port;
        this.picture = picture;
        for (int i = 0; i < clients; i++) {
            this.clients.add(new Thread(this::run, "client " + i));
        }
        this.clients.forEach(Thread::start);
    }

    private void run() {
        try (KeptConnection connection = new KeptConnection(port)) {
            for (int i = 0; lost.isEmpty() && !enough; i++) {
                if (!connection.isOpen()) {
                    connection.open();
                }
                ask(connection, Question.values()[i % Question.values().length]);
                LockSupport.parkNanos(BETWEEN_NANOS);
            }
        } catch (ConnectException gone) {
            // Refused, not lost: nothing was sent.
        } catch (IOException unexpected) {
            lost.add("cannot connect: " + unexpected);
        }
    }

    private void ask(KeptConnection connection, Question question) throws IOException {
        String where = question.name().toLowerCase(Locale.ROOT);
        try {
            int status = switch (question) {
                case PAGE -> connection.ask("GET", "/", new byte[0]);
                case RESIZE -> connection.ask("POST", "/resize?scale=0.5", picture);
                case DELAY -> connection.ask("POST", "/delay", NO_DELAY);
            };
            answered.incrementAndGet();
            if (status != 200) {
                lost.add(where + ": " + status);
            }
        } catch (IOException broken) {
            lost.add(where + ": " + broken);
            connection.close();
        }
    }

    int answered() {
        return answered.get();
    }

    /** What was not answered, or not with 200. */
    List<String> lost() {
        return List.copyOf(lost);
    }

    /** Each has its last answer. */
    void stop() throws InterruptedException {
        enough = true;
        join();
    }

    /** Waits until nobody takes them any more. */
    void join() throws InterruptedException {
        for (Thread client : clients) {
            client.join(TimeUnit.SECONDS.toMillis(60));
        }
    }
}
