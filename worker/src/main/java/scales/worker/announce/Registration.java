package scales.worker.announce;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This worker's entry at one balancer, kept alive until it leaves. Confined to one event loop. */
final class Registration {
    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final BalancerAdmin balancer;
    private final JsonObject node;
    private final long renewalMillis;
    private final Backoff backoff;
    private String state = "";
    private boolean leaving;
    private long timer = NO_TIMER;
    private Future<Void> call = Future.succeededFuture();

    Registration(Vertx vertx, BalancerAdmin balancer, JsonObject node, long renewalMillis, Backoff backoff) {
        this.vertx = vertx;
        this.balancer = balancer;
        this.node = node;
        this.renewalMillis = renewalMillis;
        this.backoff = backoff;
    }

    void renew() {
        call = balancer.register(node).onComplete(
                v -> {
                    backoff.reset();
                    say("registered", "registered with " + balancer);
                    again(renewalMillis);
                },
                failure -> {
                    // The words of an unreachable network vary from try to try, those of a refusal are news.
                    String kind = failure instanceof BalancerAdmin.Refusal ? failure.getMessage() : "unreachable";
                    say(kind, "not registered with " + balancer + ": " + failure.getMessage());
                    again(backoff.nextMillis());
                });
    }

    private void again(long millis) {
        if (!leaving) {
            timer = vertx.setTimer(millis, v -> renew());
        }
    }

    /** A line per change, not per try: a balancer may be away for days. */
    private void say(String now, String line) {
        if (!now.equals(state)) {
            LOG.info("{} {}", id(), line);
            state = now;
        }
    }

    /** @return whether the balancer knows; false when it could not be told */
    Future<Boolean> leave() {
        leaving = true;
        vertx.cancelTimer(timer);
        // After a renewal under way, which would otherwise arrive second and undo it.
        return call.otherwiseEmpty().compose(v -> balancer.leave(id())).map(true).otherwise(failure -> {
            LOG.info("{} could not tell {} that it leaves: {}", id(), balancer, failure.getMessage());
            return false;
        });
    }

    /** Never fails: a balancer that cannot be told lets the registration expire. */
    Future<Void> remove() {
        return balancer.remove(id()).onComplete(
                v -> LOG.info("{} left {}", id(), balancer),
                failure -> LOG.info("{} could not be removed from {}: {}", id(), balancer, failure.getMessage()))
                .otherwiseEmpty();
    }

    private String id() {
        return node.getString("id");
    }
}
