/**
 * Options and environment into one judged record.
 *
 * <p>Imports: JDK, the option parser.
 */
package scales.worker.config;
