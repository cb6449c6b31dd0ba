package scales.balancer.strategy;

import scales.balancer.node.Node;

/**
 * A strategy's choice, and why.
 *
 * @param reason one short clause for people
 * @param tied   how many candidates were equally good, the picked one included
 * @param scores what the strategy compared, lower is better, in the order of {@link Candidates#open}; empty when it
 *               compares nothing
 */
public record Pick(Node node, String reason, int tied, double[] scores) {
    static final double[] NOTHING_COMPARED = {};

    static Pick of(Node node, String reason) {
        return new Pick(node, reason, 1, NOTHING_COMPARED);
    }
}
