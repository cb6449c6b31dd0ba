/**
 * HAProxy's statistics table, for the command line and for HTTP.
 *
 * <p>Imports: all of the balancer.
 */
package scales.balancer.admin.csv;
