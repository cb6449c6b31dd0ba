package scales.balancer.proxy;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scales.balancer.node.Lease;
import scales.balancer.node.Node;
import scales.balancer.node.Outcome;
import scales.balancer.retry.Failure;
import scales.balancer.strategy.Candidates;
import scales.balancer.strategy.Pick;
import scales.balancer.strategy.Strategies;
import scales.balancer.strategy.Traits;

/** One client request from its first byte to the last of its answer. Confined to one event loop. */
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final Set<HttpMethod> IDEMPOTENT =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.PUT, HttpMethod.DELETE);

    private final Surroundings around;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final long startNanos;
    private final RequestBody body;
    private final Strategies.Named strategy;
    private final Affinity affinity;
    private final MultiMap headers;
    private final Traits traits;
    private final Set<String> tried = new HashSet<>();
    private Attempt attempt;
    private Throwable firstCause;
    private boolean over;

    Exchange(Surroundings around, HttpServerRequest request) {
        this.around = around;
        this.request = request;
        this.response = request.response();
        this.startNanos = around.nanoClock().getAsLong();
        this.body = new RequestBody(request, around.settings(), around.bodyMemory());
        this.strategy = around.strategies().current();
        this.affinity = strategy.sticky() ? around.affinity().current() : null;
        this.headers = MultiMap.caseInsensitiveMultiMap();
        Hop.copy(request.headers(), headers);
        String client = Forwarded.rewrite(request, headers, around.trusted());
        String held = affinity == null ? null : affinity.take(headers);
        this.traits = new Traits(client, request.uri(), held);
    }

    void run() {
        response.closeHandler(closed -> clientLeft());
        // A write to a client that left fails; the close handler deals with it.
        response.exceptionHandler(cause -> {});
        around.observer().arrived();
        around.retries().requestCame();
        Future<Void> ready = body.readAhead();
        if (!over && "100-continue".equalsIgnoreCase(request.getHeader("expect")) && !ready.failed()) {
            response.writeContinue();
        }
        ready.compose(read -> attempt())
                .compose(this::relay)
                .onComplete(done -> end(), this::answerFailure);
    }

    private Future<HttpClientResponse> attempt() {
        if (over) {
            return Future.failedFuture(new ClientLeft());
        }
        Lease lease = lease();
        if (lease == null) {
            return Future.failedFuture(firstCause != null ? firstCause : new NoNode());
        }
        attempt = new Attempt(lease);
        long sentNanos = around.nanoClock().getAsLong();
        return attempt.send(around.client(), around.settings(), request.method(), request.uri(), headers, body)
                .compose(answer -> judge(answer, sentNanos))
                .recover(this::elsewhere);
    }

    /** Picks until a place is really taken: another event loop may be faster between the pick and the taking. */
    private Lease lease() {
        Set<String> full = new HashSet<>(tried);
        while (true) {
            Candidates candidates = Candidates.of(around.pool().snapshot(), traits, full);
            Optional<Pick> pick = strategy.strategy().pick(candidates);
            if (pick.isEmpty()) {
                return null;
            }
            Lease lease = Lease.take(pick.get().node(), this::leaseEnded);
            if (lease != null) {
                around.observer().picked(strategy, candidates, pick.get());
                return lease;
            }
            full.add(pick.get().node().id());
        }
    }

    private void leaseEnded(Node node, Outcome outcome, long latencyNanos) {
        strategy.strategy().observe(node, outcome, latencyNanos);
        around.observer().released(node);
    }

    /** A node without a place says 503 and Retry-After (RFC 9110, 10.2.3): another one may have a place. */
    private Future<HttpClientResponse> judge(HttpClientResponse answer, long sentNanos) {
        Node node = attempt.lease().node();
        long latencyNanos = around.nanoClock().getAsLong() - sentNanos;
        if (answer.statusCode() == 503 && answer.getHeader("retry-after") != null && othersAreOpen(node)) {
            answer.resume();
            attempt.finished();
            return Future.failedFuture(new Attempt.Failed(attempt.lease(), Failure.BUSY, null));
        }
        around.observer().answered(node, answer.statusCode(), latencyNanos);
        attempt.answered(latencyNanos);
        return Future.succeededFuture(answer);
    }

    private boolean othersAreOpen(Node node) {
        Set<String> without = new HashSet<>(tried);
        without.add(node.id());
        return !Candidates.of(around.pool().snapshot(), traits, without).open().isEmpty();
    }

    private Future<HttpClientResponse> elsewhere(Throwable cause) {
        if (over || !(cause instanceof Attempt.Failed failed)) {
            return Future.failedFuture(cause);
        }
        Node node = attempt.lease().node();
        attempt.cancel();
        if (failed.failure().blamesNode()) {
            attempt.lease().failed();
        } else {
            attempt.lease().abandoned();
        }
        if (firstCause == null) {
            firstCause = cause;
        } else {
            firstCause.addSuppressed(cause);
        }
        tried.add(node.id());
        boolean again = around.retries().allows(failed.failure(), body.isIntact(), isRepeatable(), tried.size());
        around.observer().failed(node, failed.failure(), again);
        return again ? attempt() : Future.failedFuture(firstCause);
    }

    /** {@code /resize} is a pure function of its request, so that running it twice harms nobody. */
    private boolean isRepeatable() {
        return IDEMPOTENT.contains(request.method()) || request.path().equals("/resize");
    }

    private Future<Void> relay(HttpClientResponse answer) {
        body.release();
        Node node = attempt.lease().node();
        Relay relay = new Relay(request, answer);
        MultiMap out = relay.head();
        if (affinity != null) {
            affinity.give(node.id(), traits.affinity(), out);
        }
        return relay.body(body.isComplete() && !Hop.wantsClose(request.headers()))
                .recover(cause -> Future.failedFuture(new Attempt.Failed(attempt.lease(), Failure.BROKEN, cause)));
    }

    private void end() {
        if (over) {
            return;
        }
        over = true;
        attempt.lease().succeeded(attempt.latencyNanos());
        if (body.isComplete()) {
            attempt.finished();
            if (Hop.wantsClose(request.headers())) {
                request.connection().close();
            }
        } else {
            // The node answered before it had read all: neither connection can be used for a next request.
            attempt.cancel();
            request.connection().close();
        }
        report(attempt.lease().node(), response.getStatusCode(), false);
    }

    private void answerFailure(Throwable cause) {
        if (over) {
            return;
        }
        over = true;
        Node node = attempt == null ? null : attempt.lease().node();
        if (attempt != null) {
            attempt.cancel();
            attempt.lease().failed();
        }
        if (response.headWritten() && cause instanceof Attempt.Failed failed) {
            around.observer().failed(node, failed.failure(), false);
        }
        body.release();
        Throwable told = body.broken() != null ? body.broken() : cause;
        int status = Refusal.statusOf(told);
        if (status == 500) {
            LOG.error("{} {} failed", request.method(), request.path(), told);
        } else {
            LOG.debug("{} {} answered with {}", request.method(), request.path(), status, told);
        }
        boolean begun = response.headWritten();
        Refusal.answer(request, status, body.isComplete());
        report(node, begun ? 0 : status, false);
    }

    private void clientLeft() {
        if (over) {
            return;
        }
        over = true;
        Node node = attempt == null ? null : attempt.lease().node();
        if (attempt != null) {
            attempt.cancel();
            attempt.lease().abandoned();
        }
        body.release();
        report(node, 0, true);
    }

    private void report(Node node, int status, boolean clientLeft) {
        around.observer().ended(new ProxyObserver.Ending(node, status, clientLeft, body.received(), response.bytesWritten(),
                around.nanoClock().getAsLong() - startNanos));
    }

    /** Nobody may serve this request now. */
    static final class NoNode extends Exception {
        NoNode() {
            super("no node takes this request", null, false, false);
        }
    }

    private static final class ClientLeft extends Exception {
        ClientLeft() {
            super("the client left", null, false, false);
        }
    }
}
