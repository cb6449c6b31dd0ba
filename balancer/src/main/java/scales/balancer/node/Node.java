package scales.balancer.node;

/**
 * A worker as the balancer knows it, at one moment. What the operator wants, what the checks found and what the worker
 * says of itself are kept apart; together they decide who may come:
 *
 * <pre>
 *                                   READY   DRAIN   MAINT   (DOWN or stopping: nobody, whatever the operator wants)
 *   new client                      yes     no      no
 *   client whose affinity names it  yes     yes     no
 *   probes                          on      on      off
 * </pre>
 *
 * @param id            unique in the pool, also the value of the affinity cookie
 * @param number        order of joining, from 1; HAProxy's server id
 * @param weight        0 to 256; 0 takes no new client, as DRAIN, but stays READY
 * @param initialWeight what it joined with
 * @param limit         most attempts at a time, 0 for no limit
 * @param stopping      the worker says that it is about to leave
 * @param load          shared by all snapshots of this node
 */
public record Node(
        String id,
        int number,
        Address address,
        int weight,
        int initialWeight,
        int limit,
        AdminState admin,
        Health health,
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
        return serves() && admin == AdminState.READY && weight > 0;
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

    private boolean serves() {
        return health.isUp() && !stopping;
    }

    /** HAProxy's {@code status} column: {@code MAINT}, {@code DOWN 1/2}, {@code DRAIN}, {@code NOLB}, {@code UP 2/3}. */
    public String status() {
        if (admin == AdminState.MAINT) {
            return "MAINT";
        }
        if (!health.isUp()) {
            return health.text();
        }
        if (stopping) {
            return "NOLB";
        }
        return admin == AdminState.DRAIN ? "DRAIN" : health.text();
    }

    Node with(AdminState newAdmin) {
        return copy(address, weight, limit, newAdmin, health, stopping);
    }

    Node with(Health newHealth) {
        return copy(address, weight, limit, admin, newHealth, stopping);
    }

    Node withWeight(int newWeight) {
        return copy(address, newWeight, limit, admin, health, stopping);
    }

    Node withLimit(int newLimit) {
        return copy(address, weight, newLimit, admin, health, stopping);
    }

    Node withStopping(boolean nowStopping) {
        return copy(address, weight, limit, admin, health, nowStopping);
    }

    Node at(Address newAddress) {
        return copy(newAddress, weight, limit, admin, health, stopping);
    }

    private Node copy(Address a, int w, int l, AdminState s, Health h, boolean stop) {
        return new Node(id, number, a, w, initialWeight, l, s, h, stop, origin, load);
    }
}
