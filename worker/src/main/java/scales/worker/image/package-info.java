/**
 * A picture and a scale in, a picture out.
 *
 * <p>Imports: JDK, codecs.
 */
package scales.worker.image;
