package scales.balancer;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scales.balancer.config.Certificate;
import scales.balancer.config.PemFiles;

/**
 * Looks at certificate and key every second, by content: renewals replace files, links or directories. Confined to the control
 * context.
 */
final class CertificateWatch {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);
    private static final long INTERVAL_MILLIS = 1_000;

    private final Vertx vertx;
    private final Path certificate;
    private final Path key;
    private final Function<KeyCertOptions, Future<?>> changed;
    private Look served;
    private Look last;
    private boolean stopped;

    /** @param changed serves it */
    CertificateWatch(Vertx vertx, Path certificate, Path key, Function<KeyCertOptions, Future<?>> changed) {
        this.vertx = vertx;
        this.certificate = certificate;
        this.key = key;
        this.changed = changed;
    }

    /** What the files hold, and what that is or what is wrong with it. */
    private record Look(PemFiles files, Certificate found, List<String> problems) {}

    /** @return what to begin with; fails with what is wrong */
    Future<KeyCertOptions> start() {
        return look().compose(first -> {
            if (first.found() == null) {
                return Future.failedFuture(String.join("; ", first.problems()));
            }
            served = first;
            last = first;
            caution(first.found());
            again();
            return Future.succeededFuture(pem(first.found()));
        });
    }

    private Future<Look> look() {
        Look before = last;
        return vertx.executeBlocking(() -> {
            PemFiles files = PemFiles.read(certificate, key);
            if (before != null && before.files().equals(files)) {
                return before;
            }
            List<String> problems = new ArrayList<>();
            return new Look(files, Certificate.judge(files, problems), problems);
        }, false);
    }

    private void again() {
        vertx.setTimer(INTERVAL_MILLIS, due -> {
            if (!stopped) {
                look().onSuccess(this::seen).onComplete(looked -> again());
            }
        });
    }

    /** Two files do not change at the same instant: what is new counts when it was seen twice. */
    private void seen(Look now) {
        boolean settled = now.equals(last);
        last = now;
        if (!settled || now.equals(served)) {
            return;
        }
        served = now;
        if (now.found() == null) {
            now.problems().forEach(problem -> LOG.error("{}; the certificate before stays", problem));
            return;
        }
        changed.apply(pem(now.found()))
                .onSuccess(done -> LOG.info("New connections get the new certificate, valid until {}", now.found().notAfter()))
                .onFailure(cause -> LOG.error("Cannot serve the new certificate ({}); the one before stays", cause.getMessage()));
        caution(now.found());
    }

    private static void caution(Certificate found) {
        found.caution(Instant.now()).ifPresent(caution -> LOG.warn("Clients will refuse TLS: {}", caution));
    }

    private static KeyCertOptions pem(Certificate found) {
        return new PemKeyCertOptions().addCertValue(Buffer.buffer(found.chain(), "ISO-8859-1"))
                .addKeyValue(Buffer.buffer(found.key(), "ISO-8859-1"));
    }

    void stop() {
        stopped = true;
    }
}
