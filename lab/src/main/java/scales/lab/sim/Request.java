package scales.lab.sim;

import java.util.HashSet;
import java.util.Set;
import scales.balancer.decisions.Trail;
import scales.balancer.node.Lease;
import scales.balancer.retry.Failure;
import scales.balancer.strategy.Placement;
import scales.balancer.strategy.Placement.Placed;
import scales.balancer.strategy.Strategies;
import scales.balancer.strategy.Strategy;
import scales.balancer.strategy.Traits;

/** One request's way: a place, a node, an answer; again elsewhere where the retry rule allows. */
final class Request implements Placement.Applicant, Timeouts.Expiring {
    private final SimulatedBalancer balancer;
    private final Strategies.Named strategy;
    private final Client client;
    private final Traits traits;
    private final Trail trail;
    private final long intendedNanos;
    private final long demandNanos;
    private final Runnable over;
    private Set<String> tried = Set.of();
    private Failure firstCause;
    private boolean waiting;

    /** @param over run when it is answered, well or not */
    Request(SimulatedBalancer balancer, Client client, String target, long demandNanos, Runnable over) {
        this.balancer = balancer;
        this.strategy = balancer.strategy();
        this.client = client;
        this.traits = new Traits(client.address, target, strategy.sticky() ? client.cookie : null);
        this.trail = balancer.begin(traits);
        this.intendedNanos = balancer.time().now();
        this.demandNanos = demandNanos;
        this.over = over;
    }

    void run() {
        take(balancer.placement().apply(this));
    }

    private void take(Placed placed) {
        if (placed instanceof Placed.Granted granted) {
            waiting = false;
            trail.picked(granted.candidates(), tried, granted.pick(), 0);
            send(granted.lease());
        } else if (placed instanceof Placed.Waiting) {
            waiting = true;
            balancer.queueTimeouts().begin(this);
        } else {
            fail(firstCause == null ? 503 : firstCause.status());
        }
    }

    /** Served from the queue: not from within the event that freed the place, as on a real event loop. */
    @Override
    public void placed(Placed placed) {
        waiting = false;
        balancer.time().after(0, () -> take(placed));
    }

    @Override
    public boolean isOver() {
        return !waiting;
    }

    /** It has waited long enough. */
    @Override
    public void expire() {
        if (balancer.placement().withdraw(this)) {
            waiting = false;
            fail(503);
        }
    }

    private void send(Lease lease) {
        SimulatedNode node = balancer.simulated(lease.node().id());
        if (node == null || node.isDead()) {
            // Refused at once; but later than now, so that a pool of dead nodes does not recurse.
            balancer.time().after(0, () -> broke(lease, Failure.UNREACHABLE));
        } else {
            node.accept(new Attempt(lease));
        }
    }

    /** One try on one node. */
    private final class Attempt implements SimulatedNode.Work, Timeouts.Expiring {
        private final Lease lease;
        private final long sentNanos = balancer.time().now();
        private boolean ended;

        private Attempt(Lease lease) {
            this.lease = lease;
            balancer.responseTimeouts().begin(this);
        }

        @Override
        public long demandNanos() {
            return demandNanos;
        }

        @Override
        public void done() {
            end(null);
        }

        @Override
        public void broke() {
            end(Failure.BROKEN);
        }

        @Override
        public void takenAway() {
            end(Failure.DOWN);
        }

        @Override
        public boolean isOver() {
            return ended;
        }

        @Override
        public void expire() {
            end(Failure.TIMED_OUT);
        }

        private void end(Failure failure) {
            if (ended) {
                return;
            }
            ended = true;
            if (failure == null) {
                succeed(lease, balancer.time().now() - sentNanos);
            } else {
                Request.this.broke(lease, failure);
            }
        }
    }

    private void succeed(Lease lease, long latencyNanos) {
        trail.answered(200, latencyNanos);
        lease.succeeded(latencyNanos);
        String node = lease.node().id();
        if (client.cookie != null && !client.cookie.equals(node) && strategy.sticky()) {
            balancer.meter().moved();
        }
        if (strategy.sticky() && balancer.keepsCookies()) {
            client.cookie = node;
        }
        lease.node().load().heard(balancer.time().now());
        balancer.meter().answered(node, intendedNanos, balancer.time().now(), demandNanos);
        over.run();
    }

    private void broke(Lease lease, Failure failure) {
        Set<String> more = new HashSet<>(tried);
        more.add(lease.node().id());
        tried = more;
        firstCause = firstCause == null ? failure : firstCause;
        lease.failed();
        balancer.failed(lease.node().id(), failure);
        if (balancer.retries().allows(failure, true, true, tried.size())) {
            balancer.meter().retried();
            run();
        } else {
            fail(firstCause.status());
        }
    }

    private void fail(int status) {
        balancer.meter().failed(Integer.toString(status), intendedNanos, balancer.time().now());
        over.run();
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
        return balancer.listener(strategy.strategy());
    }
}
