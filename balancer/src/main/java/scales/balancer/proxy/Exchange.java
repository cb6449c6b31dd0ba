package scales.balancer.proxy;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
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
final class Exchange implements Watchdog.Watched, RequestBody.Listener, Place.Listener, Attempt.Listener, Relay.Listener {
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
    private int status;
    private boolean isLast;
    private boolean over;

    Exchange(Surroundings around, ClientConnection from, HttpServerRequest request) {
        this.around = around;
        this.from = from;
        this.request = request;
        this.response = request.response();
        this.body = new RequestBody(from, request, around.settings(), around.bodyMemory(), around.arrivalMemory(), this);
        this.strategy = around.strategies().current();
        this.head = new RequestHead(request, around, strategy);
        this.trail = head.trail();
        this.place = new Place(around, strategy, head.traits(), this);
        this.account = new Account(around, request, trail, body, place);
    }

    void run() {
        around.observer().arrived();
        response.closeHandler(closed -> clientLeft());
        // A write to a client that left fails; the close handler deals with it.
        response.exceptionHandler(cause -> {});
        around.retries().requestCame();
        around.watchdog().watch(this);
        body.readAhead();
        if (!over && request.version() != HttpVersion.HTTP_1_0 && "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            response.writeContinue();
        }
    }

    @Override
    public void read() {
        account.read();
        guarded(place::find);
    }

    /** A bug must not leave a client waiting for ever. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException bug) {
            fail(bug);
        }
    }

    @Override
    public void broke(BodyFailure cause) {
        fail(cause);
    }

    @Override
    public void none(Place.None none) {
        trail.unplaced(around.pool().snapshot(), place.tried(), none.getMessage(), place.waitedNanos());
        fail(firstCause == null ? none : firstCause);
    }

    @Override
    public void found(Placed.Granted granted) {
        attempt = new Attempt(around, granted.lease(), body, this);
        guarded(() -> send(granted));
    }

    private void send(Placed.Granted granted) {
        trail.picked(granted.candidates(), place.tried(), granted.pick(), place.waitedNanos());
        around.observer().picked(strategy, granted.candidates(), granted.pick());
        attempt.send(request.method().name(), request.uri(), head.headersFor(granted.lease().node().address()));
    }

    /** A node without a place says 503 and Retry-After (RFC 9110, 10.2.3): another one may have a place. */
    @Override
    public void answered(AnswerHead answer, long latencyNanos) {
        Node node = attempt.lease().node();
        if (answer.status() == 503 && answer.headers().contains(HttpHeaders.RETRY_AFTER) && place.isThereAnotherThan(node)) {
            attempt.discard(answer);
            failed(new NoAnswer(attempt.lease(), Failure.BUSY, null));
            return;
        }
        around.observer().answered(node, answer.status(), latencyNanos);
        trail.answered(answer.status(), latencyNanos);
        attempt.accepted(latencyNanos);
        guarded(() -> relay(answer));
    }

    @Override
    public void failed(NoAnswer failed) {
        if (over) {
            return;
        }
        place.failed(attempt.lease().node(), failed.failure() == Failure.BROKEN && attempt.mayBeStale());
        boolean again = failed.failure() == Failure.DOWN || mayGoElsewhere(failed.failure(), place.attempts());
        giveUp(failed.failure(), again);
        if (firstCause == null) {
            firstCause = failed;
        } else {
            firstCause.addSuppressed(failed);
        }
        guarded(again ? place::find : () -> fail(firstCause));
    }

    private boolean mayGoElsewhere(Failure failure, int attempts) {
        return around.retries().allows(failure, body.isIntact(), Repeatable.judge(request), attempts);
    }

    @Override
    public void check(long nowNanos) {
        body.check(nowNanos);
        if (requestEndNanos == 0 && body.isComplete()) {
            requestEndNanos = nowNanos;
        }
        if (requestEndNanos != 0 && around.settings().patience().isOverInAll(nowNanos - requestEndNanos)) {
            fail(new Patience.Exhausted());
        } else if (attempt != null && attempt.isOverdue(nowNanos)) {
            attempt.fail(Failure.TIMED_OUT);
        } else if (attempt != null && attempt.isLost(nowNanos) && place.isThereAnotherThan(attempt.lease().node())
                && mayGoElsewhere(Failure.DOWN, place.attempts() + 1)) {
            attempt.fail(Failure.DOWN);
        }
    }

    private void giveUp(Failure failure, boolean again) {
        trail.failed(failure);
        // The lease first: it counts the failure, which the observer has judged.
        failure.end(attempt.lease());
        around.observer().failed(attempt.lease().node(), failure, again);
        attempt.cancel();
    }

    private void relay(AnswerHead answer) {
        body.answered();
        relay = new Relay(from, request, answer, attempt, new AnswerAhead(around.settings().keptAnswer(), around.answerMemory()), this);
        status = answer.status();
        MultiMap out = relay.head();
        head.tellNode(attempt.lease().node().id(), out);
        Explanation.give(request, around.admins(), trail, out);
        isLast = head.wantsClose() || !body.isComplete() || isLeaving() || relay.endsWithConnection();
        relay.body(!isLast);
    }

    /** An HTTP/2 connection carries others too; its clients are told by GOAWAY when it shuts down. */
    private boolean isLeaving() {
        return around.leaving().get() && request.version() != HttpVersion.HTTP_2;
    }

    @Override
    public void atLast() {
        account.close(attempt, status, Termination.DONE, relay.received());
    }

    /** HTTP/1 writes in turn, so that what follows may be written at once; a stream of HTTP/2 may have to wait for its window. */
    @Override
    public void done(Future<Void> written) {
        if (isLast || request.version() == HttpVersion.HTTP_2) {
            written.onComplete(told -> answered());
        } else {
            answered();
        }
    }

    @Override
    public void lost(Throwable cause) {
        // It may be over already: all was said, and only then some of it lost.
        fail(cause);
        HangUp.amid(request);
    }

    @Override
    public void brokeOff(NoAnswer failed) {
        fail(failed);
    }

    private void end() {
        over = true;
        around.watchdog().forget(this);
        place.giveUp();
        body.forget();
        if (relay != null) {
            relay.release();
        }
        from.ended();
    }

    private void answered() {
        if (!over) {
            end();
            attempt.finished();
            if (isLast) {
                HangUp.after(request);
            }
        }
    }

    private void fail(Throwable cause) {
        if (over) {
            return;
        }
        end();
        boolean begun = response.headWritten();
        if (attempt != null && attempt.isUnderWay() && body.broken() == null && cause instanceof NoAnswer brokenOff) {
            giveUp(brokenOff.failure(), false);
        } else {
            abandon();
        }
        if (cause instanceof Patience.Exhausted && firstCause != null) {
            cause.addSuppressed(firstCause);
        }
        int told = Refusal.log(request, body.broken() != null ? body.broken() : cause);
        Refusal.answer(request, told, body.isComplete() && !isLeaving(),
                headers -> Explanation.giveRefused(request, around.admins(), trail, headers));
        account.close(attempt, begun ? 0 : told, Termination.of(told, begun), response.bytesWritten());
    }

    private void clientLeft() {
        if (!over) {
            end();
            abandon();
            account.close(attempt, 0, Termination.CLIENT_LEFT, response.bytesWritten());
        }
    }

    private void abandon() {
        if (attempt != null) {
            attempt.abandon();
        }
    }
}
