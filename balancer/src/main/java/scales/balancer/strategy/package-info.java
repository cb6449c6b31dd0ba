/**
 * Who serves the next request; pure but for each strategy's own cursor.
 *
 * <p>Imports: {@code node}.
 */
package scales.balancer.strategy;
