package scales.worker.http;

import io.vertx.ext.web.RoutingContext;

/** Counts the requests in flight, each once in and once out, however it ends. */
final class Exchanges {
    private volatile int inFlight;

    /** Only the event loop writes; metrics and others read. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    void count(RoutingContext exchange) {
        inFlight++;
        exchange.addEndHandler(v -> inFlight--);
        exchange.next();
    }

    int inFlight() {
        return inFlight;
    }
}
