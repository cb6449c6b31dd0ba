package scales.balancer.proxy;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import scales.balancer.decisions.Trail;
import scales.balancer.node.Node;
import scales.balancer.retry.Failure;
import scales.balancer.retry.Patience;
import scales.balancer.strategy.Placement.Placed;
import scales.balancer.strategy.Strategies;

/**
 * One client request from its first byte to the last of its answer: read ahead, find a place, attempt (again elsewhere where
 * the retry rule allows), relay. Confined to one event loop.
 */
final class Exchange implements Watchdog.Watched {
    private final Surroundings around;
    private final ClientConnection from;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final RequestBody body;
    private final Strategies.Named strategy;
    private final RequestHead head;
    private final Place place;
    private final Trail trail;
    private final Account account;
    private Attempt attempt;
    private Relay relay;
    private Throwable firstCause;
    private long requestEndNanos;
    private boolean isLast;
    private boolean over;

    Exchange(Surroundings around, ClientConnection from, HttpServerRequest request) {
        this.around = around;
        this.from = from;
        this.request = request;
        this.response = request.response();
        this.body = new RequestBody(request, around.settings(), around.bodyMemory(), around.watchdog());
        this.strategy = around.strategies().current();
        this.head = new RequestHead(request, around, strategy);
        this.trail = head.trail();
        this.place = new Place(around, strategy, head.traits());
        this.account = new Account(around, request, trail, body, place);
    }

    void run() {
        around.observer().arrived();
        response.closeHandler(closed -> clientLeft());
        // A write to a client that left fails; the close handler deals with it.
        response.exceptionHandler(cause -> {});
        around.retries().requestCame();
        Future<Void> ready = body.readAhead();
        if (!ready.failed() && request.version() != HttpVersion.HTTP_1_0 && "100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
            response.writeContinue();
        }
        around.watchdog().watch(this);
        ready.onSuccess(read -> account.read())
                .compose(read -> attempt())
                .compose(this::relay)
                .onComplete(done -> answered(), this::failed);
    }

    private Future<HttpClientResponse> attempt() {
        if (over) {
            return Future.failedFuture(new Place.None("the client left"));
        }
        return place.find()
                .onFailure(this::unplaced)
                .recover(none -> Future.failedFuture(firstCause == null ? none : firstCause))
                .compose(this::send);
    }

    private void unplaced(Throwable none) {
        if (!over) {
            trail.unplaced(around.pool().snapshot(), place.tried(), none.getMessage(), place.waitedNanos());
        }
    }

    private Future<HttpClientResponse> send(Placed.Granted granted) {
        if (over) {
            granted.lease().abandoned();
            return Future.failedFuture(new Place.None("the client left"));
        }
        attempt = new Attempt(around, granted.lease(), body);
        trail.picked(granted.candidates(), place.tried(), granted.pick(), place.waitedNanos());
        around.observer().picked(strategy, granted.candidates(), granted.pick());
        long sentNanos = around.nanoClock().getAsLong();
        return attempt.send(request.method(), request.uri(), head.headers())
                .compose(answer -> judge(answer, around.nanoClock().getAsLong() - sentNanos))
                .recover(this::elsewhere);
    }

    /** A node without a place says 503 and Retry-After (RFC 9110, 10.2.3): another one may have a place. */
    private Future<HttpClientResponse> judge(HttpClientResponse answer, long latencyNanos) {
        Node node = attempt.lease().node();
        if (answer.statusCode() == 503 && answer.getHeader("retry-after") != null && place.isThereAnotherThan(node)) {
            attempt.discard(answer);
            return Future.failedFuture(new Attempt.Failed(attempt.lease(), Failure.BUSY, null));
        }
        around.observer().answered(node, answer.statusCode(), latencyNanos);
        trail.answered(answer.statusCode(), latencyNanos);
        attempt.answered(latencyNanos);
        return Future.succeededFuture(answer);
    }

    private Future<HttpClientResponse> elsewhere(Throwable cause) {
        // A body that its client did not finish is no failure of the node.
        if (over || body.broken() != null || !(cause instanceof Attempt.Failed failed)) {
            return Future.failedFuture(cause);
        }
        place.failed(attempt.lease().node(), failed.failure() == Failure.BROKEN && attempt.mayBeStale());
        boolean again = failed.failure() == Failure.DOWN || mayGoElsewhere(failed.failure(), place.attempts());
        giveUp(failed.failure(), again);
        if (firstCause == null) {
            firstCause = cause;
        } else {
            firstCause.addSuppressed(cause);
        }
        return again ? attempt() : Future.failedFuture(firstCause);
    }

    private boolean mayGoElsewhere(Failure failure, int attempts) {
        return around.retries().allows(failure, body.isIntact(), Repeatable.judge(request), attempts);
    }

    @Override
    public void check(long nowNanos) {
        if (requestEndNanos == 0 && body.isComplete()) {
            requestEndNanos = nowNanos;
        }
        if (requestEndNanos != 0 && around.settings().patience().isOverInAll(nowNanos - requestEndNanos)) {
            failed(new Patience.Exhausted());
            place.giveUp();
        } else if (attempt != null && attempt.isOverdue(nowNanos)) {
            timedOut();
        } else if (attempt != null && attempt.isLost(nowNanos) && place.isThereAnotherThan(attempt.lease().node())
                && mayGoElsewhere(Failure.DOWN, place.attempts() + 1)) {
            attempt.fail(Failure.DOWN);
        }
    }

    private void timedOut() {
        if (attempt.began()) {
            failed(new Attempt.Failed(attempt.lease(), Failure.TIMED_OUT, null));
        } else {
            attempt.fail(Failure.TIMED_OUT);
        }
    }

    private void giveUp(Failure failure, boolean again) {
        trail.failed(failure);
        // The lease first: it counts the failure, which the observer has judged.
        if (failure.blamesNode()) {
            attempt.lease().failed();
        } else {
            attempt.lease().abandoned();
        }
        around.observer().failed(attempt.lease().node(), failure, again);
        attempt.cancel();
    }

    private Future<Void> relay(HttpClientResponse answer) {
        body.release();
        relay = new Relay(from, request, answer, attempt, new AnswerAhead(around.settings().keptAnswer(), around.answerMemory()));
        MultiMap out = relay.head();
        head.tellNode(attempt.lease().node().id(), out);
        if (Explanation.isDue(request, trail.client(), around.admins())) {
            Explanation.give(trail, out);
        }
        isLast = head.wantsClose() || !body.isComplete() || isLeaving() || relay.endsWithConnection();
        return relay.body(!isLast, () -> account.close(attempt, answer.statusCode(), Termination.DONE, relay.received()))
                .recover(cause -> Future.failedFuture(new Attempt.Failed(attempt.lease(), Failure.BROKEN, cause)));
    }

    /** An HTTP/2 connection carries others too; its clients are told by GOAWAY when it shuts down. */
    private boolean isLeaving() {
        return around.leaving().get() && request.version() != HttpVersion.HTTP_2;
    }

    private void end() {
        over = true;
        around.watchdog().forget(this);
        body.release();
        if (relay != null) {
            relay.release();
        }
        from.ended();
    }

    private void answered() {
        if (over) {
            return;
        }
        end();
        attempt.finished();
        if (isLast) {
            HangUp.after(request);
        }
    }

    private void failed(Throwable cause) {
        if (over) {
            return;
        }
        end();
        boolean begun = response.headWritten();
        if (attempt != null && attempt.isUnderWay() && body.broken() == null && cause instanceof Attempt.Failed brokenOff) {
            giveUp(brokenOff.failure(), false);
        } else if (attempt != null) {
            attempt.lease().abandoned();
            attempt.cancel();
        }
        if (cause instanceof Patience.Exhausted && firstCause != null) {
            cause.addSuppressed(firstCause);
        }
        int status = Refusal.log(request, body.broken() != null ? body.broken() : cause);
        Refusal.answer(request, status, body.isComplete() && !isLeaving(), headers -> {
            if (Explanation.isDue(request, trail.client(), around.admins())) {
                Explanation.giveRefused(trail, headers);
            }
        });
        account.close(attempt, begun ? 0 : status, Termination.of(status, begun), response.bytesWritten());
    }

    private void clientLeft() {
        if (over) {
            return;
        }
        end();
        place.giveUp();
        if (attempt != null) {
            // First the place, then the request: who sees the request gone may count on the place.
            attempt.lease().abandoned();
            attempt.cancel();
        }
        account.close(attempt, 0, Termination.CLIENT_LEFT, response.bytesWritten());
    }
}
