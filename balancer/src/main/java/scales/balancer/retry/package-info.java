/**
 * How long is a node waited for, and may its failure be tried elsewhere?
 *
 * <p>Imports: {@code node}.
 */
package scales.balancer.retry;
