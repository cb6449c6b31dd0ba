package scales.balancer.proxy;

import io.vertx.core.Context;
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

    /** Is told what was found, unless the exchange is over before. */
    interface Listener {
        void found(Placed.Granted granted);

        /** @param none there is none, or none in time */
        void none(None none);
    }

    private final Surroundings around;
    private final Context context = Vertx.currentContext();
    private final Strategies.Named strategy;
    private final Traits traits;
    private Set<String> tried = Set.of();
    private final Listener listener;
    private boolean waits;
    private long sinceNanos;
    private long timer;
    private boolean askedAgain;
    private long waitedNanos;
    private boolean over;

    Place(Surroundings around, Strategies.Named strategy, Traits traits, Listener listener) {
        this.around = around;
        this.strategy = strategy;
        this.traits = traits;
        this.listener = listener;
    }

    /** Looks for one; may find it at once. */
    void find() {
        Placed placed = around.placement().apply(this);
        if (!(placed instanceof Placed.Waiting)) {
            tell(placed);
            return;
        }
        waits = true;
        sinceNanos = around.nanoClock().getAsLong();
        timer = around.vertx().setTimer(around.settings().queueTimeout().toMillis(), late -> {
            if (around.placement().withdraw(this)) {
                stopWaiting();
                listener.none(new None("all places are taken"));
            }
        });
    }

    private void tell(Placed placed) {
        if (placed instanceof Placed.Granted granted) {
            listener.found(granted);
        } else {
            listener.none(new None(placed instanceof Placed.NoNode ? "no node takes it" : "all places are taken"));
        }
    }

    private void stopWaiting() {
        waits = false;
        around.vertx().cancelTimer(timer);
        waitedNanos += around.nanoClock().getAsLong() - sinceNanos;
    }

    @Override
    public void placed(Placed placed) {
        context.runOnContext(told -> {
            if (!over) {
                stopWaiting();
                tell(placed);
            } else if (placed instanceof Placed.Granted granted) {
                granted.lease().abandoned();
            }
        });
    }

    /** The exchange is over: whatever place is still found is given back at once. */
    void giveUp() {
        over = true;
        if (waits) {
            around.placement().withdraw(this);
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
