package scales.balancer.decisions;

import java.util.Optional;
import java.util.Random;
import java.util.Set;
import scales.balancer.node.Pool;
import scales.balancer.strategy.Candidates;
import scales.balancer.strategy.Pick;
import scales.balancer.strategy.Strategies;
import scales.balancer.strategy.Tools;
import scales.balancer.strategy.Traits;

/** A strategy over a real pool whose picks are remembered, as the proxy does it; nothing is sent. */
public final class Picks {
    public static final Set<String> NOBODY_TRIED = Set.of();

    private final Pool pool;
    private final Strategies.Named strategy;
    private final Decisions decisions = new Decisions(new RequestIds("r"), () -> 1_000_000);

    public Picks(String strategy, Pool pool) {
        this.pool = pool;
        Random random = new Random(42);
        this.strategy = Strategies.create(strategy, new Tools(() -> 1_000_000_000L, () -> random));
    }

    public Decisions decisions() {
        return decisions;
    }

    public Strategies.Named strategy() {
        return strategy;
    }

    public Trail begin(Traits traits) {
        return decisions.begin(null, "GET", traits, false, strategy);
    }

    /** One attempt of a request. */
    public Decision pick(Trail trail, Traits traits, Set<String> tried) {
        Candidates candidates = Candidates.of(pool.snapshot(), traits, tried);
        Optional<Pick> pick = strategy.strategy().pick(candidates);
        if (pick.isPresent()) {
            trail.picked(candidates, tried, pick.get(), 0);
        } else {
            trail.unplaced(pool.snapshot(), tried, "no node takes it", 0);
        }
        return trail.last();
    }

    public Decision pick(Traits traits) {
        return pick(begin(traits), traits, NOBODY_TRIED);
    }

    public static Traits client(String affinity) {
        return new Traits("10.1.0.1", "/resize?scale=0.5", affinity);
    }
}
