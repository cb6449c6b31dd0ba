/**
 * Points out what is probably not what somebody wanted, with the figures that show it and what to do.
 *
 * <p>Imports: {@code node}, {@code strategy}, {@code decisions}.
 */
package scales.balancer.hints;
