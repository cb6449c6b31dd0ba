package scales.balancer.strategy;

import java.util.Optional;
import java.util.Set;
import scales.balancer.node.Node;
import scales.balancer.node.Outcome;

/**
 * Who serves the next request.
 *
 * <p>Threading: every event loop picks from the same instance at once. An instance guards its own cursor and nothing
 * else; it reads nodes and never writes them.
 */
public interface Strategy {

    /** @return the choice, or empty when no candidate may serve this request */
    Optional<Pick> pick(Candidates candidates);

    /** An attempt on the node ended. {@code latencyNanos} is 0 unless it {@link Outcome#SUCCEEDED}. */
    default void observe(Node node, Outcome outcome, long latencyNanos) {}

    /** Only these nodes are left in the pool: whatever is remembered of others goes. */
    default void retain(Set<String> ids) {}
}
