/**
 * Options and environment into one judged record.
 *
 * <p>Imports: {@code image} (for its limits), JDK, the option parser.
 */
package scales.worker.config;
