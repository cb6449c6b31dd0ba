package scales.lab.chaos;

/**
 * A node as the plan supposes it to be.
 *
 * @param extra         joined later, and may leave for good
 * @param life          of its process
 * @param wish          the operator's
 * @param settledMillis when the balancer has surely heard of what was done to its process last
 * @param hurtMillis    when its process was killed or frozen last
 */
record PlannedNode(String id, boolean extra, Life life, Action wish, int weight, long settledMillis, long hurtMillis) {
    private static final long NEVER = -1_000_000;

    /** Of a process. */
    enum Life { RUNNING, FROZEN, GONE }

    static PlannedNode fresh(String id, boolean extra, long settledMillis) {
        return new PlannedNode(id, extra, Life.RUNNING, Action.READY, 1, settledMillis, NEVER);
    }

    /** Known to the balancer, and UP. */
    boolean isSettled(long now) {
        return life == Life.RUNNING && now >= settledMillis;
    }

    /** Serves whoever comes. */
    boolean isSafe(long now) {
        return isSettled(now) && wish == Action.READY && weight > 0;
    }

    PlannedNode hurt(Life now, long millis) {
        return new PlannedNode(id, extra, now, wish, weight, settledMillis, millis);
    }

    PlannedNode with(Life now, long settled) {
        return new PlannedNode(id, extra, now, wish, weight, settled, hurtMillis);
    }

    PlannedNode wished(Action state) {
        return new PlannedNode(id, extra, life, state, weight, settledMillis, hurtMillis);
    }

    PlannedNode weighing(int now) {
        return new PlannedNode(id, extra, life, wish, now, settledMillis, hurtMillis);
    }
}
