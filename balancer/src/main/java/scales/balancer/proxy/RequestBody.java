package scales.balancer.proxy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;

/**
 * The body of a request. It is read ahead into memory, so that a slow client holds no place on a node and the body can be
 * sent again elsewhere. A body larger than what may be kept is passed on as it comes, once.
 *
 * <p>Threading: confined to the event loop of its exchange.
 */
final class RequestBody implements Watchdog.Watched {
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

    private final HttpServerRequest request;
    private final ProxySettings settings;
    private final BodyMemory memory;
    private final Watchdog watchdog;
    private final Pace coming = new Pace();
    private final Promise<Void> ready = Promise.promise();
    private final KeptChunks kept = new KeptChunks();
    private long received;
    private long reserved;
    private boolean reading;
    private boolean complete;
    private boolean passedOn;
    private Throwable broken;
    private HttpClientRequest sink;
    private Promise<Void> sunk;
    private Runnable taken;

    RequestBody(HttpServerRequest request, ProxySettings settings, BodyMemory memory, Watchdog watchdog) {
        this.request = request;
        this.settings = settings;
        this.memory = memory;
        this.watchdog = watchdog;
    }

    /**
     * Starts reading.
     *
     * @return when there is as much as may be kept, or all; fails with {@link TooLarge}, {@link TooSlow} or
     *         {@link Incomplete}
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
        reading = true;
        watchdog.watch(this);
        request.exceptionHandler(cause -> fail(new Incomplete(cause)));
        request.handler(this::receive);
        request.endHandler(end -> {
            complete = true;
            watchdog.forget(this);
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
        return request.version() == HttpVersion.HTTP_2 || request.headers().contains("transfer-encoding") ? -1 : 0;
    }

    private void receive(Buffer chunk) {
        received += chunk.length();
        if (received > settings.maxBody()) {
            pause();
            fail(new TooLarge());
        } else if (sink != null) {
            pass(chunk);
        } else {
            keep(chunk);
        }
    }

    private void keep(Buffer chunk) {
        long cost = kept.add(chunk);
        if (received > settings.keptBody() || !memory.take(cost)) {
            pause();
            ready.tryComplete();
        } else {
            reserved += cost;
        }
    }

    private void pass(Buffer chunk) {
        ReadMemory.releaseAfter(sink.write(chunk), chunk);
        if (sink.writeQueueFull()) {
            pause();
            sink.drainHandler(drained -> {
                taken.run();
                resume();
            });
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

    @Override
    public void check(long nowNanos) {
        if (!reading) {
            // The client is not to blame for what we do not take.
            coming.rest();
        } else if (coming.isTooSlow(received, nowNanos, settings.clients().bodyTimeout(), settings.clients().leastUploadRate())) {
            fail(new TooSlow());
        }
    }

    private void fail(Throwable cause) {
        watchdog.forget(this);
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
        out.setChunked(!out.headers().contains("content-length"));
        kept.forSending().forEach(chunk -> ReadMemory.releaseAfter(out.write(chunk), chunk));
        forget();
        resume();
        return sunk.future();
    }

    private Future<Void> sendKept(HttpClientRequest out) {
        List<Buffer> chunks = kept.forSending();
        if (chunks.isEmpty()) {
            return out.end();
        }
        out.putHeader("content-length", Long.toString(received));
        return sendKept(out, chunks, 0);
    }

    private Future<Void> sendKept(HttpClientRequest out, List<Buffer> chunks, int from) {
        int next = from;
        while (next < chunks.size() - 1) {
            Buffer chunk = chunks.get(next++);
            ReadMemory.releaseAfter(out.write(chunk), chunk);
            if (out.writeQueueFull()) {
                Promise<Void> drained = Promise.promise();
                out.drainHandler(drained::tryComplete);
                out.exceptionHandler(drained::tryFail);
                int rest = next;
                return drained.future().compose(done -> {
                    taken.run();
                    return sendKept(out, chunks, rest);
                });
            }
        }
        Buffer last = chunks.get(chunks.size() - 1);
        return ReadMemory.releaseAfter(out.end(last), last);
    }

    /** Forgets what was kept: the answer has begun, or the exchange is over. */
    void release() {
        watchdog.forget(this);
        forget();
    }

    private void forget() {
        kept.clear();
        memory.giveBack(reserved);
        reserved = 0;
    }
}
