/**
 * One line about every request, written beside the event loops.
 *
 * <p>Imports: {@code node}, {@code strategy}, {@code decisions}, {@code proxy}.
 */
package scales.balancer.accesslog;
