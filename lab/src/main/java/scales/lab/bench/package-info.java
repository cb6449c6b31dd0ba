/**
 * Measurements, on demand; here is what they share.
 *
 * <p>Imports: the option parser.
 */
package scales.lab.bench;
