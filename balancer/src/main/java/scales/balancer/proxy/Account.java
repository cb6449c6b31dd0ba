package scales.balancer.proxy;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import scales.balancer.decisions.Trail;

/** What statistics are told of an exchange. Begins with it. */
final class Account {
    /** W3C Trace Context. */
    private static final CharSequence TRACE = HttpHeaders.createOptimized("traceparent");

    private final Surroundings around;
    private final HttpServerRequest request;
    private final Trail trail;
    private final RequestBody body;
    private final Place place;
    private final long startNanos;
    private long readNanos;
    private boolean closed;

    Account(Surroundings around, HttpServerRequest request, Trail trail, RequestBody body, Place place) {
        this.around = around;
        this.request = request;
        this.trail = trail;
        this.body = body;
        this.place = place;
        this.startNanos = around.nanoClock().getAsLong();
    }

    /** The request was read ahead. */
    void read() {
        readNanos = sinceStart();
    }

    /**
     * Once: before the last byte of an answer, so that who has it finds it counted; or when it is clear that there will be none.
     *
     * @param last   the last attempt, or null
     * @param status for the client, 0 for no complete answer
     */
    void close(Attempt last, int status, Termination end, long bytesOut) {
        if (closed) {
            return;
        }
        closed = true;
        trail.ended(status, end == Termination.CLIENT_LEFT);
        Ending.Times times = new Ending.Times(readNanos, place.waitedNanos(), last == null ? Ending.Times.NEVER : last.connectNanos(),
                last == null ? 0 : last.latencyNanos(), sinceStart());
        around.observer().ended(new Ending(trail, last == null ? null : last.lease().node(), status, end, body.received(), bytesOut,
                times, request.getHeader(TRACE)));
    }

    private long sinceStart() {
        return around.nanoClock().getAsLong() - startNanos;
    }
}
