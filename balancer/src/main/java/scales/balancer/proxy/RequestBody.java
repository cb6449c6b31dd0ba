package scales.balancer.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
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

        /** @param cause {@link TooLarge}, {@link TooSlow} or {@link Incomplete} */
        void broke(Throwable cause);
    }

    /** More came than is allowed: 413. */
    static final class TooLarge extends Exception {
        TooLarge() {
            super("the request body is larger than allowed", null, false, false);
        }
    }

    /** The client sent no complete body: malformed, or it left. */
    static final class Incomplete extends Exception {
        Incomplete(Throwable cause) {
            super("the request body is incomplete", cause, false, false);
        }
    }

    /** It came more slowly than is allowed: 408. */
    static final class TooSlow extends Exception {
        TooSlow() {
            super("the request body came too slowly", null, false, false);
        }
    }

    /** With these, no length at all is no good way to say that there is none (RFC 9110, 8.6). */
    private static final Set<HttpMethod> WITH_BODIES = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private final HttpServerRequest request;
    private final ProxySettings settings;
    private final BodyMemory memory;
    private final Listener listener;
    private final Pace coming = new Pace();
    private final KeptChunks kept = new KeptChunks();
    private long received;
    private long reserved;
    private boolean reading;
    private boolean ready;
    private boolean complete;
    private boolean passedOn;
    private Throwable broken;
    private Attempt to;
    /** What is kept and not yet sent to that one. */
    private Iterator<Buffer> unsent = Collections.emptyIterator();

    RequestBody(HttpServerRequest request, ProxySettings settings, BodyMemory memory, Listener listener) {
        this.request = request;
        this.settings = settings;
        this.memory = memory;
        this.listener = listener;
    }

    /** Starts reading. */
    void readAhead() {
        long announced = announcedLength();
        if (announced == 0) {
            complete = true;
            ready();
            return;
        }
        if (announced > settings.maxBody()) {
            request.pause();
            fail(new TooLarge());
            return;
        }
        reading = true;
        request.exceptionHandler(cause -> fail(new Incomplete(cause)));
        request.handler(this::receive);
        request.endHandler(end -> {
            complete = true;
            reading = false;
            if (passedOn) {
                to.end(null);
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
        received += chunk.length();
        if (received > settings.maxBody()) {
            pause();
            fail(new TooLarge());
        } else if (passedOn) {
            pass(chunk);
        } else {
            keep(chunk);
        }
    }

    private void keep(Buffer chunk) {
        long cost = kept.add(chunk);
        if (received > settings.keptBody() || !memory.take(cost)) {
            pause();
            ready();
        } else {
            reserved += cost;
        }
    }

    private void pass(Buffer chunk) {
        to.write(chunk);
        if (!to.isWritable()) {
            pause();
        }
    }

    private void pause() {
        reading = false;
        request.pause();
    }

    private void resume() {
        reading = true;
        request.resume();
    }

    /** To be asked again and again until the exchange is over. */
    void check(long nowNanos) {
        if (!reading) {
            // The client is not to blame for what we do not take.
            coming.rest();
        } else if (coming.isTooSlow(received, nowNanos, settings.clients().bodyTimeout(), settings.clients().leastUploadRate())) {
            fail(new TooSlow());
        }
    }

    private void fail(Throwable cause) {
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
    Throwable broken() {
        return broken;
    }

    /** Whether it is passed on as it comes, and the client is the one to go on. */
    boolean awaitsClient() {
        return passedOn && !complete && to.isWritable();
    }

    /**
     * Sends the request. It is over when the attempt has its end; the answer may come before that.
     *
     * @param headers of the request, which are to say how long the body is
     */
    void sendTo(Attempt attempt, MultiMap headers) {
        to = attempt;
        List<Buffer> chunks = kept.forSending();
        unsent = chunks.iterator();
        if (!complete) {
            passedOn = true;
            // All at once: it is forgotten now.
            unsent.forEachRemaining(attempt::write);
            forget();
            resume();
        } else if (chunks.isEmpty()) {
            if (WITH_BODIES.contains(request.method()) && !headers.contains(HttpHeaders.CONTENT_LENGTH)) {
                headers.set(HttpHeaders.CONTENT_LENGTH, "0");
            }
            attempt.end(null);
        } else {
            headers.set(HttpHeaders.CONTENT_LENGTH, Long.toString(received));
            sendKept();
        }
    }

    private void sendKept() {
        while (unsent.hasNext()) {
            Buffer chunk = unsent.next();
            if (!unsent.hasNext()) {
                to.end(chunk);
            } else {
                to.write(chunk);
                if (!to.isWritable()) {
                    return;
                }
            }
        }
    }

    /** The node takes more. */
    void drained() {
        if (!passedOn) {
            sendKept();
        } else if (!complete && !reading) {
            resume();
        }
    }

    /** What was kept: the answer has begun, or the exchange is over. */
    void forget() {
        kept.clear();
        memory.giveBack(reserved);
        reserved = 0;
    }
}
