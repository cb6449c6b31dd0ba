/**
 * One request's way through: exchange, attempt, lease.
 *
 * <p>Imports: {@code node}, {@code strategy}, {@code retry}, Vert.x.
 */
package scales.balancer.proxy;
