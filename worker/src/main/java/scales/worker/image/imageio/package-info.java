/**
 * The ImageIO plug-ins that are used, by name, and their pictures as rasters.
 *
 * <p>Imports: JDK, TwelveMonkeys, {@code raster}.
 */
package scales.worker.image.imageio;
