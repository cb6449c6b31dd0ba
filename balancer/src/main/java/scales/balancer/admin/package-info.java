/**
 * What an operator may see and change, by HTTP and by the command line.
 *
 * <p>Imports: all of the balancer.
 */
package scales.balancer.admin;
