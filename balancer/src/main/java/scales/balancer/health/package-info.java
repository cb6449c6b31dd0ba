/**
 * Asks every node how it is.
 *
 * <p>Imports: {@code node}, Vert.x.
 */
package scales.balancer.health;
