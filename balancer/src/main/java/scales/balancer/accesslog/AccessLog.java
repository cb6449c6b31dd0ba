package scales.balancer.accesslog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scales.balancer.proxy.Ending;

/**
 * Writes a line about every request on a thread of its own. Any thread may tell it; none ever waits for it: when lines come faster than
 * they can be written, the newest are dropped and counted.
 */
public final class AccessLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
    private static final int MOST_WAITING = 8_192;
    private static final int MOST_AT_ONCE = 256;
    private static final long LOOK_MILLIS = 100;
    private static final long CLOSE_MILLIS = 2_000;

    private final Format format;
    private final LongSupplier wallMillis;
    private final BlockingQueue<Supplier<Entry>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final LongAdder dropped = new LongAdder();
    private final Thread writer;
    private volatile boolean closing;
    private boolean failing;

    /**
     * @param file       null for standard output
     * @param nanoClock  as {@link System#nanoTime}
     * @param wallMillis as {@link System#currentTimeMillis}
     * @throws UncheckedIOException when the file cannot be written
     */
    public AccessLog(Format format, Path file, LongSupplier nanoClock, LongSupplier wallMillis) {
        this.format = format;
        this.wallMillis = wallMillis;
        if (format == Format.NONE) {
            this.writer = null;
            return;
        }
        try {
            LogFile to = new LogFile(file, nanoClock);
            this.writer = new Thread(() -> run(to), "access-log");
        } catch (IOException cannot) {
            throw new UncheckedIOException("the access log cannot be written: " + cannot, cannot);
        }
        writer.setDaemon(true);
        writer.start();
    }

    /** An exchange is over. */
    public void ended(Ending ending) {
        if (format != Format.NONE) {
            long now = wallMillis.getAsLong();
            add(() -> Entry.of(ending, now));
        }
    }

    /** What a client sent was no request to forward. */
    public void refused(int status, String client, String method, String path) {
        if (format != Format.NONE) {
            long now = wallMillis.getAsLong();
            add(() -> Entry.ofRefused(status, client, method, path, now));
        }
    }

    private void add(Supplier<Entry> entry) {
        if (!waiting.offer(entry)) {
            dropped.increment();
        }
    }

    /** Lines that were not written. */
    public long dropped() {
        return dropped.sum();
    }

    private void run(LogFile to) {
        List<Supplier<Entry>> some = new ArrayList<>(MOST_AT_ONCE);
        StringBuilder lines = new StringBuilder();
        try (to) {
            while (!closing || !waiting.isEmpty()) {
                Supplier<Entry> first = waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    some.add(first);
                    waiting.drainTo(some, MOST_AT_ONCE - 1);
                    write(to, some, lines);
                    some.clear();
                    lines.setLength(0);
                }
            }
        } catch (IOException | InterruptedException end) {
            LOG.warn("The access log ended: {}", end.toString());
        }
    }

    private void write(LogFile to, List<Supplier<Entry>> some, StringBuilder lines) {
        for (Supplier<Entry> entry : some) {
            if (format == Format.JSON) {
                JsonLine.append(lines, entry.get());
            } else {
                TextLine.append(lines, entry.get());
            }
        }
        try {
            to.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
            failing = false;
        } catch (IOException full) {
            dropped.add(some.size());
            if (!failing) {
                LOG.warn("The access log cannot be written: {}", full.toString());
            }
            failing = true;
        }
    }

    /** Writes what is there, for two seconds at most. */
    @Override
    public void close() {
        closing = true;
        if (writer != null) {
            try {
                writer.join(CLOSE_MILLIS);
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
