package scales.balancer.strategy;

/** The strategy at work; changed live. Exchanges under way keep the one that they began with. */
public final class StrategySwitch {
    private final Tools tools;
    private volatile Strategies.Named current;

    /** @param text as {@link Strategies#create} takes it */
    public StrategySwitch(String text, Tools tools) {
        this.tools = tools;
        this.current = Strategies.create(text, tools);
    }

    public Strategies.Named current() {
        return current;
    }

    /**
     * Changes the strategy; naming the one at work starts it afresh.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public Strategies.Named change(String text) {
        Strategies.Named next = Strategies.create(text, tools);
        current = next;
        return next;
    }
}
