/**
 * The operator's HTTP interface on 1936: nodes, strategy, statistics, page.
 *
 * <p>Imports: all of the balancer.
 */
package scales.balancer.admin.http;
