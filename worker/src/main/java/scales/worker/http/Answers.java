package scales.worker.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scales.worker.image.Refused;
import scales.worker.slots.Gone;
import scales.worker.slots.NoPlace;

/**
 * Turns failures into answers, always with an empty body: what is wrong stands in a header, the log and the metrics.
 */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final int LINGER_MILLIS = 2_000;
    private static final String RETRY_AFTER_SECONDS = "1";

    private final Vertx vertx;
    private final Metrics metrics;

    Answers(Vertx vertx, Metrics metrics) {
        this.vertx = vertx;
        this.metrics = metrics;
    }

    void failure(Upload upload, HttpServerResponse response, Throwable failure) {
        if (failure instanceof Refused refused) {
            reject(response.setStatusCode(400), refused.code(), refused.getMessage());
        } else if (failure instanceof BadBody bad) {
            reject(response.setStatusCode(bad.status()), bad.code(), bad.getMessage());
        } else if (failure instanceof NoPlace none) {
            response.putHeader("Retry-After", RETRY_AFTER_SECONDS);
            reject(response.setStatusCode(503), none.code(), none.getMessage());
        } else if (failure instanceof Gone) {
            metrics.rejected("gone");
            return;
        } else {
            LOG.error("a request failed", failure);
            response.setStatusCode(500);
        }
        end(upload, response);
    }

    private void reject(HttpServerResponse response, String code, String reason) {
        String visible = reason.replaceAll("[^\\x20-\\x7e]", "?");
        metrics.rejected(code);
        LOG.info("answered {} ({}): {}", response.getStatusCode(), code, visible);
        response.putHeader("X-Scales-Reason", visible);
    }

    /** When the body is still coming the connection ends, but not before the client had time to read the answer. */
    private void end(Upload upload, HttpServerResponse response) {
        response.putHeader("Content-Length", "0");
        if (upload.over().isComplete()) {
            response.end();
            return;
        }
        response.putHeader("Connection", "close");
        response.end().onComplete(sent -> {
            long timer = vertx.setTimer(LINGER_MILLIS, late -> upload.close());
            upload.over().onComplete(v -> {
                vertx.cancelTimer(timer);
                upload.close();
            });
        });
    }
}
