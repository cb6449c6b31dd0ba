/**
 * Pictures as samples in memory, turned upright and resampled; knows no file format.
 *
 * <p>What a container says of colour and density travels in that codec's own types: a picture leaves in the format in
 * which it came, so nothing here has to translate it.
 *
 * <p>Imports: JDK.
 */
package scales.worker.image.raster;
