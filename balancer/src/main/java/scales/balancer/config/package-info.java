/**
 * Options, environment and file into one judged record.
 *
 * <p>Imports: JDK, the option parser.
 */
package scales.balancer.config;
