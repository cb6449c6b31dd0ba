/**
 * Measurements, on demand; here is what they share.
 *
 * <p>Imports: {@code command}, the option parser.
 */
package scales.lab.bench;
