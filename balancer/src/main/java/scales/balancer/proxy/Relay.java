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
    private final HttpServerRequest request;
    private final HttpServerResponse to;
    private final HttpClientResponse from;
    private final Attempt attempt;
    private long received;
    private Future<Void> ended;

    /** @param attempt is told what the node says, and when the client does not take it */
    Relay(HttpServerRequest request, HttpClientResponse answer, Attempt attempt) {
        this.request = request;
        this.to = request.response();
        this.from = answer;
        this.attempt = attempt;
    }

    /** Copies status and headers. The reason phrase stays behind: it means nothing (RFC 9112, 4). */
    MultiMap head() {
        to.setStatusCode(from.statusCode());
        Hop.copy(from.headers(), to.headers());
        return to.headers();
    }

    /**
     * Streams the body. A client may ask again as soon as it has the last byte, and must then find its last place free: so the
     * node is told to be done before that byte is written.
     *
     * @param keepsConnection whether the client may use its connection again
     * @param whole           run when the node has said all; perhaps twice
     */
    Future<Void> body(boolean keepsConnection, Runnable whole) {
        if (!keepsConnection) {
            HangUp.announce(request);
        }
        Promise<Void> done = Promise.promise();
        if (hasBody()) {
            stream(whole);
        }
        from.endHandler(end -> {
            if (ended == null) {
                finish(null, whole);
            }
            // A write that fails is a client that left: nothing to hold against a node that has said all.
            ended.onComplete(written -> done.tryComplete());
        });
        from.exceptionHandler(done::tryFail);
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

    private void stream(Runnable whole) {
        String length = to.headers().get("content-length");
        if (length == null) {
            to.setChunked(true);
        }
        long expected = length == null ? -1 : Long.parseLong(length);
        from.handler(chunk -> {
            attempt.heard();
            received += chunk.length();
            if (received == expected) {
                // With the end in one write: for a small answer that is half of the work.
                finish(chunk, whole);
            } else {
                pass(chunk);
            }
        });
    }

    private void pass(Buffer chunk) {
        to.write(chunk);
        if (to.writeQueueFull()) {
            from.pause();
            attempt.clientHolds(true);
            to.drainHandler(drained -> {
                attempt.clientHolds(false);
                from.resume();
            });
        }
    }

    /** @param last bytes, or null when there are no more */
    private void finish(Buffer last, Runnable whole) {
        whole.run();
        attempt.clientHolds(true);
        ended = last == null ? to.end() : to.end(last);
    }
}
