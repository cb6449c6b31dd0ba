/**
 * JPEG files: their segments judged before a pixel is decoded; pixels read and written through TwelveMonkeys' ImageIO.
 *
 * <p>Imports: JDK, TwelveMonkeys, {@code raster}.
 */
package scales.worker.image.jfif;
