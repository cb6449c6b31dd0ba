package scales.balancer.proxy;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.util.concurrent.TimeoutException;
import scales.balancer.node.Lease;
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

    private final Lease lease;
    private HttpClientRequest out;
    private boolean cancelled;
    private long latencyNanos;

    Attempt(Lease lease) {
        this.lease = lease;
    }

    Lease lease() {
        return lease;
    }

    /** Sends the request; the answer's body is paused. Fails with {@link Failed}. */
    Future<HttpClientResponse> send(HttpClient client, ProxySettings settings, HttpMethod method, String target,
            MultiMap headers, RequestBody body) {
        SocketAddress address =
                SocketAddress.inetSocketAddress(lease.node().address().port(), lease.node().address().target());
        RequestOptions options = new RequestOptions()
                .setServer(address)
                .setMethod(method)
                .setURI(target)
                .setConnectTimeout(settings.connectTimeout().toMillis())
                .setIdleTimeout(settings.responseTimeout().toMillis());
        // A client that is being closed throws; inside a future that is a failure like any other.
        return Future.succeededFuture()
                .compose(go -> client.request(options))
                .recover(cause -> Future.failedFuture(new Failed(lease, Failure.UNREACHABLE, cause)))
                .compose(request -> exchange(request, headers, body));
    }

    private Future<HttpClientResponse> exchange(HttpClientRequest request, MultiMap headers, RequestBody body) {
        if (cancelled) {
            request.reset();
            return Future.failedFuture(new Failed(lease, Failure.BROKEN, null));
        }
        out = request;
        request.headers().addAll(headers);
        // Its failures arrive at the response future as well; without a handler each would be logged with a stack trace.
        request.exceptionHandler(cause -> {});
        Future<HttpClientResponse> response = request.response().map(this::paused);
        body.sendTo(request);
        return response.recover(cause -> Future.failedFuture(failed(cause)));
    }

    private HttpClientResponse paused(HttpClientResponse response) {
        response.pause();
        // Until somebody reads it; else a reset would be logged with a stack trace.
        response.exceptionHandler(cause -> {});
        return response;
    }

    private Failed failed(Throwable cause) {
        Failure failure = cause instanceof TimeoutException ? Failure.TIMED_OUT : Failure.BROKEN;
        return new Failed(lease, failure, cause);
    }

    /** Gives up what is under way on the node, so that it does not work for nobody. */
    void cancel() {
        cancelled = true;
        if (out != null) {
            out.reset();
            out = null;
        }
    }

    /** The answer began. */
    void answered(long afterNanos) {
        latencyNanos = afterNanos;
    }

    /** From sending to the first byte of the answer; the rest depends on the client too. */
    long latencyNanos() {
        return latencyNanos;
    }

    /** The answer came whole: the connection may serve others, and a late cancel must not touch it. */
    void finished() {
        out = null;
    }
}
