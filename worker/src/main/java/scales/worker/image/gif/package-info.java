/**
 * Reads and writes GIF (CompuServe GIF89a), still and animated, frame by frame, each composed in full.
 *
 * <p>Imports: JDK, {@code scales.worker.image} for {@code Refused} alone, {@code scales.worker.image.raster}.
 */
package scales.worker.image.gif;
