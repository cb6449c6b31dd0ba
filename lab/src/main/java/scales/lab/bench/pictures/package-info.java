/**
 * Our picture engine beside those that people use today.
 *
 * <p>Imports: {@code bench}, {@code command}, {@code worker} (its picture engine only), ImageIO, the option parser.
 */
package scales.lab.bench.pictures;
