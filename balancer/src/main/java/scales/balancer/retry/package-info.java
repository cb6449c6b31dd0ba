/**
 * May this failure be tried elsewhere?
 *
 * <p>Imports: {@code node}.
 */
package scales.balancer.retry;
