package scales.balancer.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Set;

/**
 * The body of a request. It is read ahead into memory, so that a slow client holds no place on a node and the body can be
 * sent again elsewhere. A body larger than what may be kept is passed on as it comes, once.
 *
 * <p>Threading: confined to the event loop of its exchange.
 */
final class RequestBody {
    /** Is told when there is as much as may be kept, or all; or, then or later, that there will be no more. */
    interface Listener {
        void read();

        void broke(BodyFailure cause);
    }

    /** With these, no length at all is no good way to say that there is none (RFC 9110, 8.6). */
    private static final Set<HttpMethod> WITH_BODIES = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private final ClientConnection from;
    private final HttpServerRequest request;
    private final ProxySettings settings;
    private final BodyMemory memory;
    private final Arrival arrival;
    private final Listener listener;
    private final Pace coming = new Pace();
    private final KeptChunks kept = new KeptChunks();
    private long received;
    private long reserved;
    private boolean reading;
    private boolean ready;
    private boolean complete;
    private boolean passedOn;
    private boolean forgotten;
    private BodyFailure broken;
    /** Null until it is sent. */
    private Sending sending;

    RequestBody(ClientConnection from, HttpServerRequest request, ProxySettings settings, BodyMemory memory, BodyMemory arrivals, Listener listener) {
        this.from = from;
        this.request = request;
        this.settings = settings;
        this.memory = memory;
        this.arrival = new Arrival(announcedLength(), arrivals);
        this.listener = listener;
    }

    /** Starts reading. */
    void readAhead() {
        if (arrival.announced() == 0) {
            complete = true;
            ready();
            return;
        }
        if (arrival.announced() > settings.maxBody()) {
            request.pause();
            fail(new BodyFailure(BodyFailure.Why.TOO_LARGE, null));
            return;
        }
        reading = true;
        request.exceptionHandler(cause -> fail(BodyFailure.of(cause)));
        request.handler(this::receive);
        request.endHandler(end -> {
            complete = true;
            reading = false;
            arrival.end();
            if (passedOn) {
                sending.end();
            } else {
                ready();
            }
        });
    }

    private void ready() {
        if (!ready) {
            ready = true;
            listener.read();
        }
    }

    /** @return the body's length as the head says, or -1 when only its end will tell */
    private long announcedLength() {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            return Long.parseLong(length);
        }
        return request.version() == HttpVersion.HTTP_2 || request.headers().contains(HttpHeaders.TRANSFER_ENCODING) ? -1 : 0;
    }

    private void receive(Buffer chunk) {
        if (forgotten) {
            // Read before its connection went: for nobody.
            ReadMemory.release(chunk);
            pause();
            return;
        }
        received += chunk.length();
        if (received > settings.maxBody()) {
            pause();
            fail(new BodyFailure(BodyFailure.Why.TOO_LARGE, null));
        } else if (!passedOn) {
            keep(chunk);
        } else if (!sending.pass(chunk)) {
            pause();
        }
    }

    private void keep(Buffer chunk) {
        long cost = kept.add(chunk);
        if (!arrival.mayGoOn(received, chunk.length())) {
            pause();
            fail(new BodyFailure(BodyFailure.Why.NO_MEMORY, null));
        } else if (received > settings.keptBody() || !memory.take(cost)) {
            pause();
            ready();
        } else {
            reserved += cost;
        }
    }

    private void pause() {
        reading = false;
        request.pause();
        from.holdBack(true);
    }

    private void resume() {
        reading = true;
        from.holdBack(false);
        request.resume();
    }

    /** To be asked again and again until the exchange is over. */
    void check(long nowNanos) {
        if (!reading) {
            // The client is not to blame for what we do not take.
            coming.rest();
        } else if (coming.isTooSlow(received, nowNanos, settings.clients().bodyTimeout(), settings.clients().leastUploadRate())) {
            fail(new BodyFailure(BodyFailure.Why.TOO_SLOW, null));
        }
    }

    private void fail(BodyFailure cause) {
        reading = false;
        ready = true;
        broken = cause;
        listener.broke(cause);
    }

    /** Whether it can be sent whole, from the beginning. */
    boolean isIntact() {
        return !passedOn && broken == null;
    }

    /** Whether all of it has come. */
    boolean isComplete() {
        return complete;
    }

    long received() {
        return received;
    }

    /** Why it cannot be sent, or null. */
    BodyFailure broken() {
        return broken;
    }

    /** Whether it is passed on as it comes, and the client is the one to go on. */
    boolean awaitsClient() {
        return passedOn && !complete && reading;
    }

    /**
     * Sends the request. It is over when the attempt has its end; the answer may come before that.
     *
     * @param headers of the request, which are to say how long the body is
     */
    void sendTo(Attempt attempt, MultiMap headers) {
        stopSending();
        if (!complete) {
            passedOn = true;
            sending = Sending.begun(attempt, memory, kept.forSending(), reserved, this::goOn);
            reserved = 0;
            kept.clear();
            sending.begin();
        } else if (kept.isEmpty()) {
            if (WITH_BODIES.contains(request.method()) && !headers.contains(HttpHeaders.CONTENT_LENGTH)) {
                headers.set(HttpHeaders.CONTENT_LENGTH, "0");
            }
            attempt.end(null);
        } else {
            headers.set(HttpHeaders.CONTENT_LENGTH, Long.toString(received));
            sending = Sending.whole(attempt, kept.forSending());
            sending.begin();
        }
    }

    private void goOn() {
        if (!complete) {
            resume();
        }
    }

    /** An answer has begun: nothing is sent again. What the node did not wait for is kept until the end. */
    void answered() {
        if (sending == null || sending.isHandedOver()) {
            forgetKept();
        }
    }

    /** The exchange is over. */
    void forget() {
        forgotten = true;
        reading = false;
        stopSending();
        forgetKept();
        arrival.end();
    }

    private void stopSending() {
        if (sending != null) {
            sending.giveUp();
        }
    }

    private void forgetKept() {
        kept.clear();
        memory.giveBack(reserved);
        reserved = 0;
    }
}
