/**
 * HAProxy's command line on 9999: its framing, its commands, its texts.
 *
 * <p>Imports: all of the balancer.
 */
package scales.balancer.admin.cli;
