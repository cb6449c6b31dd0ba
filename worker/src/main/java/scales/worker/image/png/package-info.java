/**
 * Reads and writes PNG (W3C Portable Network Graphics, third edition); an animation counts as its default image.
 *
 * <p>Imports: JDK, {@code scales.worker.image} for {@code Refused} alone, {@code scales.worker.image.raster}.
 */
package scales.worker.image.png;
