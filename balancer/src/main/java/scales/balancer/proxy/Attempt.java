package scales.balancer.proxy;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import scales.balancer.node.Lease;
import scales.balancer.node.Node;
import scales.balancer.retry.Failure;

/** One try of an exchange on one node. Confined to the event loop of its exchange. */
final class Attempt {
    /** It brought no answer. */
    static final class Failed extends Exception {
        private final Failure failure;

        Failed(Lease lease, Failure failure, Throwable cause) {
            super(lease.node().id() + " " + failure.text(), cause, true, false);
            this.failure = failure;
        }

        Failure failure() {
            return failure;
        }
    }

    private static final long MOST_DISCARDED = 64 * 1024;
    private static final long DISCARD_MILLIS = 1_000;
    private static final Future<Void> NOT_SENT = Future.failedFuture("nothing was sent");

    private final Surroundings around;
    private final Lease lease;
    private final RequestBody body;
    private final Promise<HttpClientResponse> answer = Promise.promise();
    private HttpClientRequest out;
    private Future<Void> sending = NOT_SENT;
    private boolean cancelled;
    private boolean began;
    private boolean clientHolds;
    private boolean stale;
    private final long startNanos;
    private long connectNanos = Ending.Times.NEVER;
    private long progressNanos;
    private long latencyNanos;

    Attempt(Surroundings around, Lease lease, RequestBody body) {
        this.around = around;
        this.lease = lease;
        this.body = body;
        this.startNanos = around.nanoClock().getAsLong();
    }

    Lease lease() {
        return lease;
    }

    /** Sends the request; the answer's body is paused. Fails with {@link Failed}. */
    Future<HttpClientResponse> send(HttpMethod method, String target, MultiMap headers) {
        SocketAddress address =
                SocketAddress.inetSocketAddress(lease.node().address().port(), lease.node().address().target());
        RequestOptions options = new RequestOptions()
                .setServer(address)
                .setMethod(method)
                .setURI(target)
                .setConnectTimeout(around.settings().connectTimeout().toMillis());
        // A client that is being closed throws; inside a future that is a failure like any other.
        return Future.succeededFuture()
                .compose(go -> around.nodes().request(options))
                .recover(cause -> Future.failedFuture(new Failed(lease, Failure.UNREACHABLE, cause)))
                .compose(request -> exchange(request, headers));
    }

    private Future<HttpClientResponse> exchange(HttpClientRequest request, MultiMap headers) {
        // Its failures arrive at the response future as well; without a handler each would be logged with a stack trace.
        request.exceptionHandler(cause -> {});
        if (cancelled) {
            request.reset();
            return Future.failedFuture(new Failed(lease, Failure.BROKEN, null));
        }
        out = request;
        stale = around.nodes().wasUsed(request.connection());
        progressed();
        connectNanos = progressNanos - startNanos;
        headers.forEach((name, value) -> request.headers().add(name, value));
        request.response().compose(this::paused)
                .onComplete(answer::tryComplete, cause -> answer.tryFail(new Failed(lease, Failure.BROKEN, cause)));
        sending = body.sendTo(request, this::progressed);
        return answer.future();
    }

    private Future<HttpClientResponse> paused(HttpClientResponse response) {
        stale = false;
        response.pause();
        // Until somebody reads it; else a reset would be logged with a stack trace.
        response.exceptionHandler(cause -> {});
        if (!AnswerGuard.isSound(response)) {
            return Future.failedFuture("malformed: status " + response.statusCode());
        }
        if (AnswerGuard.announcesMore(response)) {
            // Before the answer has ended: then it would serve others.
            out.connection().close();
        }
        began = true;
        heard();
        return Future.succeededFuture(response);
    }

    /** The node took some of the request, or gave some of the answer. */
    private void progressed() {
        progressNanos = around.nanoClock().getAsLong();
    }

    /** The node said something. */
    void heard() {
        progressed();
        lease.node().load().heard(progressNanos);
    }

    /** While the client does not take what the node has said, the node is not to blame for its silence. */
    void clientHolds(boolean holds) {
        clientHolds = holds;
        progressed();
    }

    /** Whether the node has been quiet for too long, though it is its turn. */
    boolean isOverdue(long nowNanos) {
        if (out == null) {
            return false;
        }
        if (clientHolds || body.awaitsClient()) {
            progressNanos = nowNanos;
            return false;
        }
        return around.settings().patience().isOverForNode(began, nowNanos - progressNanos);
    }

    /** Whether the node is DOWN, by its checks or by its failures, and nothing contradicts that. */
    boolean isLost(long nowNanos) {
        if (out == null || began) {
            return false;
        }
        long heardNanos = lease.node().load().heardNanos();
        long quiet = nowNanos - progressNanos;
        if (heardNanos != 0) {
            quiet = Math.min(quiet, nowNanos - heardNanos);
        }
        return around.settings().patience().isOverForDownNode(quiet) && isDown();
    }

    private boolean isDown() {
        Node now = around.pool().snapshot().find(lease.node().id());
        return now == null || !now.isUp() || !now.address().isSamePlaceAs(lease.node().address());
    }

    /** Whether a request is out, or its answer still coming. */
    boolean isUnderWay() {
        return out != null;
    }

    /** Whether its connection has served others and not yet this one: the node may have closed it before the request arrived there. */
    boolean mayBeStale() {
        return stale;
    }

    boolean began() {
        return began;
    }

    /** Gives it up before the answer began: {@link #send} fails. */
    void fail(Failure failure) {
        answer.tryFail(new Failed(lease, failure, null));
    }

    /** Gives up what is under way on the node, so that it does not work for nobody. */
    void cancel() {
        cancelled = true;
        if (out != null) {
            HttpConnection connection = out.connection();
            out.reset();
            // A reset leaves it open for ever when the answer has come whole and the request has not gone out whole.
            connection.close();
            out = null;
        }
    }

    /** Nobody wants this answer: a short one is read, so that its connection may serve others; else that is closed. */
    void discard(HttpClientResponse answer) {
        String length = answer.getHeader("content-length");
        if (out == null || length == null || Long.parseLong(length) > MOST_DISCARDED || !sending.succeeded()) {
            cancel();
            return;
        }
        HttpConnection connection = out.connection();
        out = null;
        long late = around.vertx().setTimer(DISCARD_MILLIS, silent -> connection.close());
        answer.end().onComplete(ended -> around.vertx().cancelTimer(late));
        answer.resume();
    }

    /** The answer began. */
    void answered(long afterNanos) {
        latencyNanos = afterNanos;
    }

    /** Until there was a connection, new or kept; {@link Ending.Times#NEVER} when there was none. */
    long connectNanos() {
        return connectNanos;
    }

    /** From sending to the first byte of the answer; the rest depends on the client too. */
    long latencyNanos() {
        return latencyNanos;
    }

    /** All of the answer is here: the node's place is free, though the client may be taking it for a while. */
    void saidAll() {
        lease.succeeded(latencyNanos);
        clientHolds(true);
        finished();
    }

    /**
     * The answer came whole: the connection may serve others, and a late cancel must not touch it. But where the node has not taken all
     * of the request before, it never will.
     */
    void finished() {
        if (sending.succeeded()) {
            out = null;
        } else {
            cancel();
        }
    }
}
