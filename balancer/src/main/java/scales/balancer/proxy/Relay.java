package scales.balancer.proxy;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/** Brings a node's answer to the client. */
final class Relay {
    /** Is told what becomes of it. */
    interface Listener {
        /** Before the last byte is written. */
        void atLast();

        /** @param written when the last byte is with the operating system */
        void done(Future<Void> written);

        /** Some of it could not be written, though the client is there. */
        void lost(Throwable cause);
    }

    /**
     * Bytes of memory, about, that wait for the operating system. Vert.x by itself lets sixteen chunks of whatever size wait, which nothing
     * would count.
     */
    private static final int MOST_UNWRITTEN = 256 * 1024;

    private static final long UNKNOWN = -1;

    private final ClientConnection client;
    private final HttpServerRequest request;
    private final HttpServerResponse to;
    private final AnswerHead from;
    private final Attempt attempt;
    private final AnswerAhead ahead;
    private final Listener listener;
    private long expected = UNKNOWN;
    private long received;
    private long unwritten;
    private boolean paused;
    private boolean whole;
    private boolean goesOn;
    private boolean ended;

    /**
     * @param attempt by which it comes
     * @param ahead   for what is read while the client does not take it
     */
    Relay(ClientConnection client, HttpServerRequest request, AnswerHead answer, Attempt attempt, AnswerAhead ahead, Listener listener) {
        this.client = client;
        this.request = request;
        this.to = request.response();
        this.from = answer;
        this.attempt = attempt;
        this.ahead = ahead;
        this.listener = listener;
    }

    /** Copies status and headers. The reason phrase stays behind: it means nothing (RFC 9112, 4). */
    MultiMap head() {
        to.setStatusCode(from.status());
        Hop.copy(from.headers(), to.headers());
        return to.headers();
    }

    /**
     * Streams the body. A client may ask again as soon as it has the last byte, and must then find its last place free, and its
     * request counted: so both are done before that byte is written.
     *
     * @param keepsConnection whether the client may use its connection again
     */
    void body(boolean keepsConnection) {
        if (!keepsConnection) {
            HangUp.announce(request);
        }
        if (hasBody()) {
            String length = to.headers().get(HttpHeaders.CONTENT_LENGTH);
            if (length == null) {
                to.setChunked(true);
            } else {
                expected = Long.parseLong(length);
            }
            client.answers(request.streamId(), () -> ended || unwritten > 0 || !ahead.isEmpty());
        }
        attempt.giveTo(this);
    }

    /** Whether nothing else can tell the client where the body ends: HTTP/1.0 knows no chunks. */
    boolean endsWithConnection() {
        return request.version() == HttpVersion.HTTP_1_0 && hasBody() && !to.headers().contains(HttpHeaders.CONTENT_LENGTH);
    }

    /** Bytes of the node's body so far. */
    long received() {
        return received;
    }

    private boolean hasBody() {
        return !request.method().equals(HttpMethod.HEAD) && from.status() != 204 && from.status() != 304;
    }

    /** @param chunk of the body, to be {@link ReadMemory#release released} */
    void said(Buffer chunk) {
        received += chunk.length();
        if (received == expected) {
            whole();
        }
        pass(chunk);
    }

    void ended() {
        if (!whole) {
            whole();
            goOn();
        }
    }

    private void whole() {
        whole = true;
        attempt.saidAll();
    }

    private void pass(Buffer chunk) {
        if (ahead.isEmpty() && mayWrite(chunk)) {
            write(chunk);
        } else if (!ahead.add(chunk) && !whole) {
            paused = true;
            attempt.pause();
        }
    }

    /** One piece always; with memory, some. */
    private boolean mayWrite(Buffer chunk) {
        return unwritten == 0 || unwritten < MOST_UNWRITTEN && ahead.isThereMemoryFor(KeptChunks.costOf(chunk));
    }

    private void write(Buffer chunk) {
        if (whole && ahead.isEmpty() && unwritten == 0) {
            // With the end in one write: for a small answer that is half of the work.
            end(chunk);
            return;
        }
        // Not its bytes alone: a node may say them one by one.
        long cost = KeptChunks.costOf(chunk);
        unwritten += cost;
        ReadMemory.releaseAfter(to.write(chunk), chunk).onComplete(written -> {
            unwritten -= cost;
            goOn();
        }, this::lost);
        client.sendHead();
    }

    private void goOn() {
        if (goesOn) {
            // What is written at once says so at once.
            return;
        }
        goesOn = true;
        while (!ahead.isEmpty() && mayWrite(ahead.first())) {
            write(ahead.next());
        }
        goesOn = false;
        // Not before all is written: a connection that is to be closed after it forgets what Vert.x has not handed on.
        if (whole && ahead.isEmpty() && unwritten == 0 && !ended) {
            end(null);
        } else if (ahead.isEmpty() && paused) {
            paused = false;
            attempt.resume();
        }
    }

    /** @param last bytes, or null when there are no more */
    private void end(Buffer last) {
        ended = true;
        listener.atLast();
        // A write that fails is a client that left: nothing to hold against a node that has said all.
        Future<Void> written = (last == null ? to.end() : to.end(last)).onFailure(this::lost);
        if (last != null) {
            ReadMemory.releaseAfter(written, last);
        }
        client.sendHead();
        listener.done(written);
    }

    /** Mostly its client has left, of which the exchange is told. But without memory a write is lost, and what follows would take its place. */
    private void lost(Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            listener.lost(cause);
        }
    }

    /** The exchange is over. */
    void release() {
        // What is still on its way out must not be followed by an end that makes it look whole.
        ended = true;
        ahead.release();
    }
}
