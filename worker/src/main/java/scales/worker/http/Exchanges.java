package scales.worker.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.ext.web.RoutingContext;

/** Counts the requests in flight, each once in and once out, however it ends. */
final class Exchanges {
    private volatile int inFlight;

    /** Only the event loop writes; metrics and others read. */
    void count(RoutingContext exchange) {
        inFlight++;
        exchange.addEndHandler(v -> inFlight--);
        exchange.next();
    }

    /** @return completes when the answer is out or the client has left, whichever comes first */
    static Future<Void> end(RoutingContext exchange) {
        Promise<Void> end = Promise.promise();
        // Not the response's own handlers: each has room for one, and the router has taken them.
        exchange.addEndHandler(v -> end.complete());
        return end.future();
    }

    int inFlight() {
        return inFlight;
    }
}
