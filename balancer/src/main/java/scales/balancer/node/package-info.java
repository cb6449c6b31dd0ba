/**
 * A worker as the balancer knows it: identity, wish, health, load.
 *
 * <p>Imports: JDK.
 */
package scales.balancer.node;
