/**
 * Reads and writes BMP (Windows versions 2 to 5, OS/2 1 and 2).
 *
 * <p>Imports: JDK, {@code scales.worker.image} for its contract alone, {@code scales.worker.image.raster}.
 */
package scales.worker.image.bmp;
