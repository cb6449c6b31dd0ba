package scales.balancer.proxy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.Set;
import scales.balancer.node.Lease;
import scales.balancer.node.Node;
import scales.balancer.node.Outcome;
import scales.balancer.strategy.Candidates;
import scales.balancer.strategy.Placement;
import scales.balancer.strategy.Placement.Placed;
import scales.balancer.strategy.Strategies;
import scales.balancer.strategy.Strategy;
import scales.balancer.strategy.Traits;

/**
 * An exchange's search for a place on a node, waiting included. Confined to the event loop of the exchange, but for what
 * {@link Placement} asks and tells.
 */
final class Place implements Placement.Applicant {
    /** Nobody may serve this request now. */
    static final class None extends Exception {
        None(String why) {
            super(why, null, false, false);
        }
    }

    private final Surroundings around;
    private final Context context = Vertx.currentContext();
    private final Strategies.Named strategy;
    private final Traits traits;
    private Set<String> tried = Set.of();
    private Promise<Placed> waiting;
    private boolean askedAgain;
    private long waitedNanos;
    private boolean over;

    Place(Surroundings around, Strategies.Named strategy, Traits traits) {
        this.around = around;
        this.strategy = strategy;
        this.traits = traits;
    }

    /** Fails with {@link None} when there is none, or none in time. */
    Future<Placed.Granted> find() {
        Placed placed = around.placement().apply(this);
        if (!(placed instanceof Placed.Waiting)) {
            return granted(placed);
        }
        waiting = Promise.promise();
        long sinceNanos = around.nanoClock().getAsLong();
        long timer = around.vertx().setTimer(around.settings().queueTimeout().toMillis(), late -> stopWaiting());
        return waiting.future()
                .onComplete(told -> {
                    around.vertx().cancelTimer(timer);
                    waitedNanos += around.nanoClock().getAsLong() - sinceNanos;
                })
                .compose(Place::granted);
    }

    private static Future<Placed.Granted> granted(Placed placed) {
        return placed instanceof Placed.Granted granted
                ? Future.succeededFuture(granted)
                : Future.failedFuture(new None(placed instanceof Placed.NoNode ? "no node takes it" : "all places are taken"));
    }

    private void stopWaiting() {
        if (around.placement().withdraw(this)) {
            waiting.tryFail(new None("all places are taken"));
        }
    }

    @Override
    public void placed(Placed placed) {
        context.runOnContext(told -> {
            if (over && placed instanceof Placed.Granted granted) {
                granted.lease().abandoned();
            }
            waiting.tryComplete(placed);
        });
    }

    /** The exchange is over: whatever place is still found is given back at once. */
    void giveUp() {
        over = true;
        if (waiting != null) {
            stopWaiting();
        }
    }

    /**
     * That node failed this request: it is not asked again. But once it is, where nobody else can be and perhaps only a stale connection
     * was to blame (RFC 9112, 9.3.1).
     */
    void failed(Node node, boolean stale) {
        if (stale && !askedAgain && !isThereAnotherThan(node)) {
            askedAgain = true;
            return;
        }
        Set<String> more = new HashSet<>(tried);
        more.add(node.id());
        tried = more;
    }

    /** How long it waited in all. */
    long waitedNanos() {
        return waitedNanos;
    }

    int attempts() {
        return tried.size() + (askedAgain ? 1 : 0);
    }

    /** Whether anybody but that node and those tried takes this request now. */
    boolean isThereAnotherThan(Node node) {
        Set<String> without = new HashSet<>(tried);
        without.add(node.id());
        return !Candidates.of(around.pool().snapshot(), traits, without).open().isEmpty();
    }

    @Override
    public Traits traits() {
        return traits;
    }

    @Override
    public Set<String> tried() {
        return tried;
    }

    @Override
    public Strategy strategy() {
        return strategy.strategy();
    }

    @Override
    public Lease.Listener listener() {
        return new Lease.Listener() {
            @Override
            public void ending(Node node) {
                around.observer().released(node);
            }

            @Override
            public void ended(Node node, Outcome outcome, long latencyNanos) {
                strategy.strategy().observe(node, outcome, latencyNanos);
                around.placement().serve();
            }
        };
    }
}
