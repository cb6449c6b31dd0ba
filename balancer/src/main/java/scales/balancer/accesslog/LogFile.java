package scales.balancer.accesslog;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Where lines go: appended to a file, or standard output. A file that was moved away or deleted is made anew within a second, so that
 * whoever rotates logs has nothing to tell us. Confined to one thread.
 */
final class LogFile implements AutoCloseable {
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private final Path file;
    private final LongSupplier nanoClock;
    private OutputStream out;
    private Object key;
    private long lookedNanos;

    /** @param file null for standard output */
    LogFile(Path file, LongSupplier nanoClock) throws IOException {
        this.file = file;
        this.nanoClock = nanoClock;
        open();
    }

    private void open() throws IOException {
        // System.out would encode and lock, and somebody may have put another in its place.
        out = file == null ? new FileOutputStream(FileDescriptor.out)
                : Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        key = keyNow();
        lookedNanos = nanoClock.getAsLong();
    }

    private Object keyNow() throws IOException {
        return file == null || !Files.exists(file) ? null : Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /** @param lines whole ones: other writers of standard output come between two calls at most */
    void write(byte[] lines) throws IOException {
        long now = nanoClock.getAsLong();
        if (file != null && now - lookedNanos >= LOOK_NANOS) {
            lookedNanos = now;
            if (key == null || !key.equals(keyNow())) {
                out.close();
                open();
            }
        }
        out.write(lines);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            out.close();
        }
    }
}
