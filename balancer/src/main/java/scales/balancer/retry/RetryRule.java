package scales.balancer.retry;

/** May this failure be tried elsewhere? */
public final class RetryRule {
    private final int mostAttempts;
    private final RetryBudget budget;

    /** @param mostAttempts on different nodes, the first one included; 1 turns retries off */
    public RetryRule(int mostAttempts, RetryBudget budget) {
        this.mostAttempts = mostAttempts;
        this.budget = budget;
    }

    /** A request came in: it earns its share of a retry. */
    public void requestCame() {
        budget.deposit();
    }

    /**
     * @param intact     whether the request can still be sent whole
     * @param repeatable whether it may reach two nodes: idempotent (RFC 9110, 9.2.2) or a pure function
     * @param attempts   made so far
     */
    public boolean allows(Failure failure, boolean intact, boolean repeatable, int attempts) {
        return intact && switch (failure) {
            // Nothing reached a node: going on adds no load, and a dead node must never be the client's problem.
            case UNREACHABLE -> mostAttempts > 1;
            case BROKEN, BUSY, DOWN -> repeatable && attempts < mostAttempts && budget.withdraw();
            // The client's patience is used up, and the next node may be as slow.
            case TIMED_OUT -> false;
        };
    }
}
