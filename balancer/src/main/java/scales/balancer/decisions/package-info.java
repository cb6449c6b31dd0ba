/**
 * Why each request went where it went: the last picks, with all that the strategy saw.
 *
 * <p>Imports: {@code node}, {@code strategy}, {@code retry}.
 */
package scales.balancer.decisions;
