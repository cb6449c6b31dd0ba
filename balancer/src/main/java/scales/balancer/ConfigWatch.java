package scales.balancer;

import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import scales.balancer.config.FileContent;

/** Looks at the configuration file every second. Confined to the control context. */
final class ConfigWatch {
    private static final long INTERVAL_MILLIS = 1_000;

    private final Vertx vertx;
    private final Path file;
    private final Settling settling = new Settling();
    private final Consumer<FileContent> changed;
    private boolean stopped;

    /** @param changed is told the file's content, on the control context: first what it is, then each time that it is new */
    ConfigWatch(Vertx vertx, Path file, Consumer<FileContent> changed) {
        this.vertx = vertx;
        this.file = file;
        this.changed = changed;
    }

    void start() {
        vertx.setTimer(INTERVAL_MILLIS, due -> look());
    }

    private void look() {
        if (!stopped) {
            vertx.executeBlocking(() -> FileContent.of(file, StandardCharsets.UTF_8), false)
                    .onSuccess(now -> settling.seen(now).ifPresent(changed))
                    .onComplete(looked -> start());
        }
    }

    void stop() {
        stopped = true;
    }
}
