package scales.balancer.proxy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a request. It is read ahead into memory, so that a slow client holds no place on a node and the body can be
 * sent again elsewhere. A body larger than what may be kept is passed on as it comes, once.
 *
 * <p>Threading: confined to the event loop of its exchange.
 */
final class RequestBody {
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

    private final HttpServerRequest request;
    private final ProxySettings settings;
    private final BodyMemory memory;
    private final Promise<Void> ready = Promise.promise();
    private final List<Buffer> kept = new ArrayList<>();
    private long received;
    private long reserved;
    private boolean complete;
    private boolean passedOn;
    private Throwable broken;
    private HttpClientRequest sink;
    private Promise<Void> sunk;
    private Runnable taken;

    RequestBody(HttpServerRequest request, ProxySettings settings, BodyMemory memory) {
        this.request = request;
        this.settings = settings;
        this.memory = memory;
    }

    /**
     * Starts reading.
     *
     * @return when there is as much as may be kept, or all; fails with {@link TooLarge} or {@link Incomplete}
     */
    Future<Void> readAhead() {
        long announced = announcedLength();
        if (announced == 0) {
            complete = true;
            return Future.succeededFuture();
        }
        if (announced > settings.maxBody()) {
            request.pause();
            return Future.failedFuture(new TooLarge());
        }
        request.exceptionHandler(cause -> fail(new Incomplete(cause)));
        request.handler(this::receive);
        request.endHandler(end -> {
            complete = true;
            ready.tryComplete();
            if (sink != null) {
                sink.end().onComplete(sunk);
            }
        });
        return ready.future();
    }

    /** @return the body's length as the head says, or -1 when only its end will tell */
    private long announcedLength() {
        String length = request.getHeader("content-length");
        if (length != null) {
            return Long.parseLong(length);
        }
        return request.headers().contains("transfer-encoding") ? -1 : 0;
    }

    private void receive(Buffer chunk) {
        received += chunk.length();
        if (received > settings.maxBody()) {
            request.pause();
            fail(new TooLarge());
        } else if (sink != null) {
            pass(chunk);
        } else {
            keep(chunk);
        }
    }

    private void keep(Buffer chunk) {
        kept.add(chunk);
        if (received > settings.keptBody() || !memory.take(chunk.length())) {
            request.pause();
            ready.tryComplete();
        } else {
            reserved += chunk.length();
        }
    }

    private void pass(Buffer chunk) {
        sink.write(chunk);
        if (sink.writeQueueFull()) {
            request.pause();
            sink.drainHandler(drained -> {
                taken.run();
                request.resume();
            });
        }
    }

    private void fail(Throwable cause) {
        broken = cause;
        ready.tryFail(cause);
        if (sink != null) {
            sunk.tryFail(cause);
            sink.reset();
        }
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
        return sink != null && !complete && !sink.writeQueueFull();
    }

    /**
     * Sends head and body. The future is about the sending; the answer may come before it is over.
     *
     * @param progress run whenever the node has taken some of it
     */
    Future<Void> sendTo(HttpClientRequest out, Runnable progress) {
        taken = progress;
        if (complete) {
            return sendKept(out);
        }
        passedOn = true;
        sink = out;
        sunk = Promise.promise();
        if (!out.headers().contains("content-length")) {
            out.setChunked(true);
        }
        kept.forEach(out::write);
        release();
        request.resume();
        return sunk.future();
    }

    private Future<Void> sendKept(HttpClientRequest out) {
        if (kept.isEmpty()) {
            return out.end();
        }
        out.putHeader("content-length", Long.toString(received));
        return kept.size() == 1 ? out.end(kept.get(0)) : sendKept(out, 0);
    }

    private Future<Void> sendKept(HttpClientRequest out, int from) {
        int next = from;
        while (next < kept.size() - 1) {
            out.write(kept.get(next++));
            if (out.writeQueueFull()) {
                Promise<Void> drained = Promise.promise();
                out.drainHandler(drained::tryComplete);
                out.exceptionHandler(drained::tryFail);
                int rest = next;
                return drained.future().compose(done -> {
                    taken.run();
                    return sendKept(out, rest);
                });
            }
        }
        return out.end(kept.get(kept.size() - 1));
    }

    /** Forgets what was kept: the answer has begun, or the exchange is over. */
    void release() {
        kept.clear();
        memory.giveBack(reserved);
        reserved = 0;
    }
}
