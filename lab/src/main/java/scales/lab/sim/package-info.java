/**
 * Scenarios in virtual time, under the strategies, nodes and queue that serve real traffic.
 *
 * <p>Imports: {@code scenario}, {@code report}, {@code command}, {@code balancer.node}, {@code balancer.strategy},
 * {@code balancer.retry}, {@code balancer.decisions}, {@code balancer.hints}; no Vert.x, no clock.
 */
package scales.lab.sim;
