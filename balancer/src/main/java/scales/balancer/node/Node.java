package scales.balancer.node;

/**
 * A worker as the balancer knows it, at one moment. What the operator wants, what the checks found, what requests met and
 * what the worker says of itself are kept apart; together they decide who may come:
 *
 * <pre>
 *                                   READY   DRAIN   MAINT   (DOWN, ejected or stopping: nobody, whatever the operator wants)
 *   new client                      yes     no      no
 *   client whose affinity names it  yes     yes     no
 *   probes                          on      on      off     (whether ejected or not)
 * </pre>
 *
 * In a panic an ejection is ignored: the node is as if it had none.
 *
 * @param id            unique in the pool, also the value of the affinity cookie
 * @param number        order of joining, from 1; HAProxy's server id
 * @param weight        0 to 256; 0 takes no new client, as DRAIN, but stays READY
 * @param initialWeight what it joined with
 * @param throttle      percentage of its weight that counts: below 100 while it comes back slowly; HAProxy's word
 * @param limit         most attempts at a time, 0 for no limit
 * @param initialLimit  what it joined with, or its worker announced since
 * @param stopping      the worker says that it is about to leave
 * @param load          shared by all snapshots of this node
 */
public record Node(
        String id,
        int number,
        Address address,
        int weight,
        int initialWeight,
        int throttle,
        int limit,
        int initialLimit,
        AdminState admin,
        Health health,
        Ejection ejection,
        boolean stopping,
        Origin origin,
        Load load) {

    public static final int HEAVIEST = 256;

    /** @throws IllegalArgumentException with a sentence for the person who asked for it */
    public Node {
        if (weight < 0 || weight > HEAVIEST) {
            throw new IllegalArgumentException("weight must be 0 to " + HEAVIEST + ", got " + weight);
        }
        if (limit < 0) {
            throw new IllegalArgumentException("limit must be 0 (none) or more, got " + limit);
        }
    }

    public boolean acceptsNew() {
        return serves() && isWanted();
    }

    public boolean acceptsHeld() {
        return serves() && admin != AdminState.MAINT;
    }

    public boolean isProbed() {
        return admin != AdminState.MAINT;
    }

    public boolean hasPlace() {
        return limit == 0 || load.inFlight() < limit;
    }

    public int inFlight() {
        return load.inFlight();
    }

    /** The weight that counts now, where it is a share of the load: of turns, of draws, of what is in flight. */
    public double effectiveWeight() {
        return effectiveHundredths() / 100.0;
    }

    /** The same in whole hundredths, for exact sums. */
    public int effectiveHundredths() {
        return weight * throttle;
    }

    /** Whether operator and worker want it to take new clients, in whatever health. */
    boolean isWanted() {
        return admin == AdminState.READY && weight > 0 && !stopping;
    }

    /** UP as HAProxy would see it: by its checks and by what requests meet. */
    public boolean isUp() {
        return health.isUp() && !ejection.keepsOut();
    }

    private boolean serves() {
        return isUp() && !stopping;
    }

    /** HAProxy's {@code status} column: {@code MAINT}, {@code DOWN 1/2}, {@code DRAIN}, {@code NOLB}, {@code UP 2/3}. */
    public String status() {
        if (admin == AdminState.MAINT) {
            return "MAINT";
        }
        if (!health.isUp()) {
            return health.text();
        }
        if (ejection.keepsOut()) {
            return "DOWN";
        }
        if (stopping) {
            return "NOLB";
        }
        return admin == AdminState.DRAIN ? "DRAIN" : health.text();
    }

    /** HAProxy's {@code check_status}: what the status was found by. */
    public CheckStatus foundBy() {
        return health.isUp() && ejection.keepsOut() ? CheckStatus.HANA : health.last().status();
    }

    Node with(AdminState newAdmin) {
        return copy(address, weight, throttle, limit, initialLimit, newAdmin, health, ejection, stopping);
    }

    Node with(Health newHealth) {
        return copy(address, weight, throttle, limit, initialLimit, admin, newHealth, ejection, stopping);
    }

    Node with(Ejection newEjection) {
        return copy(address, weight, throttle, limit, initialLimit, admin, health, newEjection, stopping);
    }

    Node withWeight(int newWeight) {
        return copy(address, newWeight, throttle, limit, initialLimit, admin, health, ejection, stopping);
    }

    Node withThrottle(int newThrottle) {
        return copy(address, weight, newThrottle, limit, initialLimit, admin, health, ejection, stopping);
    }

    Node withLimit(int newLimit) {
        return copy(address, weight, throttle, newLimit, initialLimit, admin, health, ejection, stopping);
    }

    /** What its worker announces holds unless an operator said something else. */
    Node withAnnouncedLimit(int announced) {
        return copy(address, weight, throttle, limit == initialLimit ? announced : limit, announced, admin, health, ejection, stopping);
    }

    Node withStopping(boolean nowStopping) {
        return copy(address, weight, throttle, limit, initialLimit, admin, health, ejection, nowStopping);
    }

    Node at(Address newAddress) {
        return copy(newAddress, weight, throttle, limit, initialLimit, admin, health, ejection, stopping);
    }

    /** In rotation at once, whatever was found before: somebody says that it is well, or another. */
    Node trusted() {
        return with(health.trusted()).with(Ejection.NONE);
    }

    private Node copy(Address a, int w, int t, int l, int il, AdminState s, Health h, Ejection e, boolean stop) {
        return new Node(id, number, a, w, initialWeight, t, l, il, s, h, e, stop, origin, load);
    }
}
