package scales.balancer.proxy;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/** Brings a node's answer to the client. */
final class Relay {
    /** Bytes that wait for the operating system. Vert.x by itself lets sixteen chunks of whatever size wait, which nothing would count. */
    private static final int MOST_UNWRITTEN = 256 * 1024;

    private final ClientConnection client;
    private final HttpServerRequest request;
    private final HttpServerResponse to;
    private final HttpClientResponse from;
    private final Attempt attempt;
    private final AnswerAhead ahead;
    private final Promise<Void> done = Promise.promise();
    private Runnable atLast;
    private long received;
    private long unwritten;
    private boolean paused;
    private boolean whole;
    private boolean goesOn;
    private boolean ended;

    /**
     * @param attempt is told what the node says, and when the client does not take it
     * @param ahead   for what is read while the client does not take it
     */
    Relay(ClientConnection client, HttpServerRequest request, HttpClientResponse answer, Attempt attempt, AnswerAhead ahead) {
        this.client = client;
        this.request = request;
        this.to = request.response();
        this.from = answer;
        this.attempt = attempt;
        this.ahead = ahead;
    }

    /** Copies status and headers. The reason phrase stays behind: it means nothing (RFC 9112, 4). */
    MultiMap head() {
        to.setStatusCode(from.statusCode());
        Hop.copy(from.headers(), to.headers());
        return to.headers();
    }

    /**
     * Streams the body. A client may ask again as soon as it has the last byte, and must then find its last place free, and its
     * request counted: so both are done before that byte is written.
     *
     * @param keepsConnection whether the client may use its connection again
     * @param last            run before the last byte
     */
    Future<Void> body(boolean keepsConnection, Runnable last) {
        atLast = last;
        if (!keepsConnection) {
            HangUp.announce(request);
        }
        if (hasBody()) {
            stream();
        }
        from.endHandler(end -> {
            if (!whole) {
                whole();
                goOn();
            }
        });
        from.exceptionHandler(cause -> {
            if (!whole) {
                done.tryFail(cause);
            }
        });
        from.resume();
        return done.future();
    }

    /** Whether nothing else can tell the client where the body ends: HTTP/1.0 knows no chunks. */
    boolean endsWithConnection() {
        return request.version() == HttpVersion.HTTP_1_0 && hasBody() && !to.headers().contains("content-length");
    }

    /** Bytes of the node's body so far. */
    long received() {
        return received;
    }

    private boolean hasBody() {
        return !request.method().equals(HttpMethod.HEAD) && from.statusCode() != 204 && from.statusCode() != 304;
    }

    private void stream() {
        String length = to.headers().get("content-length");
        if (length == null) {
            to.setChunked(true);
        }
        client.answers(request.streamId(), () -> ended || unwritten > 0 || !ahead.isEmpty());
        long expected = length == null ? -1 : Long.parseLong(length);
        from.handler(chunk -> {
            attempt.heard();
            received += chunk.length();
            if (received == expected) {
                whole();
            }
            pass(chunk);
        });
    }

    private void whole() {
        whole = true;
        attempt.saidAll();
    }

    private void pass(Buffer chunk) {
        if (ahead.isEmpty() && unwritten < MOST_UNWRITTEN) {
            write(chunk);
        } else if (!ahead.add(chunk) && !whole) {
            from.pause();
            paused = true;
            attempt.clientHolds(true);
        }
    }

    private void write(Buffer chunk) {
        if (whole && ahead.isEmpty() && unwritten == 0) {
            // With the end in one write: for a small answer that is half of the work.
            end(chunk);
            return;
        }
        int length = chunk.length();
        unwritten += length;
        // One that fails is a client that left, of which the exchange is told.
        ReadMemory.releaseAfter(to.write(chunk), chunk).onSuccess(written -> {
            unwritten -= length;
            goOn();
        });
        client.sendHead();
    }

    private void goOn() {
        if (goesOn) {
            // What is written at once says so at once.
            return;
        }
        goesOn = true;
        while (!ahead.isEmpty() && unwritten < MOST_UNWRITTEN) {
            write(ahead.next());
        }
        goesOn = false;
        // Not before all is written: a connection that is to be closed after it forgets what Vert.x has not handed on.
        if (whole && ahead.isEmpty() && unwritten == 0 && !ended) {
            end(null);
        } else if (ahead.isEmpty() && paused) {
            paused = false;
            attempt.clientHolds(false);
            from.resume();
        }
    }

    /** @param last bytes, or null when there are no more */
    private void end(Buffer last) {
        ended = true;
        atLast.run();
        // A write that fails is a client that left: nothing to hold against a node that has said all.
        (last == null ? to.end() : ReadMemory.releaseAfter(to.end(last), last)).onComplete(written -> done.tryComplete());
        client.sendHead();
    }

    /** The exchange is over. */
    void release() {
        ahead.release();
    }
}
