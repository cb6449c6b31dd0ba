package scales.lab.chaos;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import scales.lab.chaos.PlannedNode.Life;

/**
 * What the plan supposes the cluster to be, and which steps leave it able to serve: one node at least is always
 * {@linkplain PlannedNode#isSafe safe}. Immutable.
 */
record Model(Map<String, PlannedNode> nodes, int mostNodes, int named) {
    /** For a worker to start and be found well, on a busy machine. The run waits when that takes longer. */
    static final long STARTS_MILLIS = 5_000;
    /** For a worker that was forgotten or frozen to announce itself, and to be found well. */
    static final long RETURNS_MILLIS = 4_000;
    /** For checks to find a frozen worker DOWN. Until then each is worth one of a request's attempts. */
    static final long NOTICED_MILLIS = 4_000;
    /** One fewer than a request has attempts. */
    static final int MOST_HURT = 2;
    private static final long LEAST_GONE_MILLIS = 500;
    private static final int MOST_EXTRA = 2;

    /** @return a cluster that has started: s1, s2, ... */
    static Model of(int workers) {
        Map<String, PlannedNode> nodes = new TreeMap<>();
        for (int i = 1; i <= workers; i++) {
            nodes.put("s" + i, PlannedNode.fresh("s" + i, false, 0));
        }
        return new Model(nodes, workers + MOST_EXTRA, workers);
    }

    String nextName() {
        return "s" + (named + 1);
    }

    Collection<PlannedNode> all() {
        return nodes.values();
    }

    boolean allows(Step step) {
        long now = step.atMillis();
        if (step.action() == Action.STRATEGY) {
            return true;
        }
        if (step.action() == Action.JOIN) {
            return nodes.size() < mostNodes;
        }
        PlannedNode node = nodes.get(step.node());
        boolean takesOut = step.action().takesOut() || step.action() == Action.WEIGHT && step.value().equals("0");
        return fits(step.action(), node, now)
                && (!takesOut || isOtherSafe(node, now))
                && (!step.action().hurts() || hurtLately(node, now) < MOST_HURT);
    }

    private static boolean fits(Action action, PlannedNode node, long now) {
        return switch (action) {
            case KILL, FREEZE, STOP, RESTART, REMOVE, WEIGHT, LIMIT -> node.isSettled(now);
            case LEAVE -> node.isSettled(now) && node.extra();
            case DRAIN -> node.isSettled(now) && node.wish() == Action.READY;
            case MAINT -> node.isSettled(now) && node.wish() != Action.MAINT;
            case READY -> node.isSettled(now) && node.wish() != Action.READY;
            case START -> node.life() == Life.GONE && now >= node.settledMillis();
            case THAW -> node.life() == Life.FROZEN && now >= node.hurtMillis() + LEAST_GONE_MILLIS;
            case JOIN, STRATEGY -> true;
        };
    }

    private boolean isOtherSafe(PlannedNode node, long now) {
        return all().stream().anyMatch(other -> other != node && other.isSafe(now));
    }

    private long hurtLately(PlannedNode node, long now) {
        return all().stream().filter(other -> other != node && now < other.hurtMillis() + NOTICED_MILLIS).count();
    }

    Model after(Step step) {
        long now = step.atMillis();
        PlannedNode node = nodes.get(step.node());
        return switch (step.action()) {
            case KILL -> with(node.hurt(Life.GONE, now).with(Life.GONE, now + LEAST_GONE_MILLIS));
            case FREEZE -> with(node.hurt(Life.FROZEN, now));
            case STOP -> with(node.with(Life.GONE, now + LEAST_GONE_MILLIS));
            case RESTART, START -> with(node.with(Life.RUNNING, now + STARTS_MILLIS));
            case THAW -> with(node.with(Life.RUNNING, now + RETURNS_MILLIS));
            case REMOVE -> with(node.wished(Action.READY).weighing(1).with(Life.RUNNING, now + RETURNS_MILLIS));
            case JOIN -> joined(PlannedNode.fresh(nextName(), true, now + STARTS_MILLIS));
            case LEAVE -> without(node);
            case DRAIN, MAINT, READY -> with(node.wished(step.action()));
            case WEIGHT -> with(node.weighing(Integer.parseInt(step.value())));
            case LIMIT, STRATEGY -> this;
        };
    }

    private Model with(PlannedNode node) {
        Map<String, PlannedNode> changed = new TreeMap<>(nodes);
        changed.put(node.id(), node);
        return new Model(changed, mostNodes, named);
    }

    private Model joined(PlannedNode node) {
        Model more = with(node);
        return new Model(more.nodes, mostNodes, named + 1);
    }

    private Model without(PlannedNode node) {
        Map<String, PlannedNode> changed = new TreeMap<>(nodes);
        changed.remove(node.id());
        return new Model(changed, mostNodes, named);
    }
}
