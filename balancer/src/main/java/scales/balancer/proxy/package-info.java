/**
 * One request's way through: exchange, attempt, lease.
 *
 * <p>Imports: {@code node}, {@code strategy}, {@code retry}, {@code decisions}, Vert.x.
 */
package scales.balancer.proxy;
