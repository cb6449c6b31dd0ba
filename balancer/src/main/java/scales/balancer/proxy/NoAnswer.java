package scales.balancer.proxy;

import scales.balancer.node.Lease;
import scales.balancer.retry.Failure;

/** An attempt brought no answer, or not all of it. */
final class NoAnswer extends Exception {
    private final Failure failure;

    NoAnswer(Lease lease, Failure failure, Throwable cause) {
        super(lease.node().id() + " " + failure.text(), cause, true, false);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
