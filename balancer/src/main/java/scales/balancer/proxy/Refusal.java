package scales.balancer.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scales.balancer.retry.Patience;

/** Answers of the balancer's own, when there is none from a node. The body is always empty; a short reason stands in
 * {@code X-Scales-Reason}, details in the log. */
final class Refusal {
    static final int TIMED_OUT = 408;

    private static final Logger LOG = LoggerFactory.getLogger(Refusal.class);
    private static final String RETRY_AFTER_SECONDS = "1";

    private Refusal() {}

    /** @return the status for the client */
    static int log(HttpServerRequest request, Throwable cause) {
        int status = statusOf(cause);
        if (status == 500) {
            LOG.error("{} {} failed", request.method(), request.path(), cause);
        } else {
            LOG.debug("{} {} answered with {}", request.method(), request.path(), status, cause);
        }
        return status;
    }

    private static int statusOf(Throwable cause) {
        if (cause instanceof NoAnswer failed) {
            return failed.failure().status();
        }
        if (cause instanceof Place.None) {
            return 503;
        }
        if (cause instanceof Patience.Exhausted) {
            return 504;
        }
        return cause instanceof BodyFailure broken ? broken.status() : 500;
    }

    static String reasonOf(int status) {
        return switch (status) {
            case 400 -> "the request is malformed or incomplete";
            case 405, 501 -> "this method is not forwarded";
            case TIMED_OUT -> "the request came too slowly";
            case 413 -> "the request body is larger than allowed";
            case 414 -> "the request line is longer than allowed";
            case 417 -> "only 100-continue can be expected";
            case 431 -> "the header is larger than allowed";
            case 502 -> "no node gave an answer";
            case 503 -> "there is no place for it now";
            case 504 -> "no node answered in time";
            case 505 -> "only HTTP/1 can be read here";
            default -> "an error of the balancer";
        };
    }

    /**
     * @param bodyRead whether the request was read to its end; if not, its rest would be taken for the next request, and the
     *                 connection has to close
     */
    static void answer(HttpServerRequest request, int status, boolean bodyRead) {
        answer(request, status, bodyRead, headers -> {});
    }

    /** @param more says more in the headers */
    static void answer(HttpServerRequest request, int status, boolean bodyRead, Consumer<MultiMap> more) {
        HttpServerResponse response = request.response();
        if (response.headWritten()) {
            HangUp.within(request, status);
            return;
        }
        response.setStatusCode(status);
        response.headers().clear();
        response.putHeader("x-scales-reason", reasonOf(status));
        if (status == 503) {
            response.putHeader("retry-after", RETRY_AFTER_SECONDS);
        }
        if (status == 405) {
            response.putHeader("allow", RequestGuard.ALLOWED);
        }
        more.accept(response.headers());
        if (bodyRead) {
            response.end();
        } else {
            HangUp.announce(request);
            response.end().onComplete(told -> HangUp.afterRefusal(request, status), gone -> HangUp.instead(request));
        }
    }
}
