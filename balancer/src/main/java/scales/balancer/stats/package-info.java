/**
 * Counters, latencies, decisions; the page.
 *
 * <p>Imports: {@code node}, Vert.x.
 */
package scales.balancer.stats;
