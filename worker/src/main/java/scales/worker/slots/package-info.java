/**
 * At most so many pictures at once, so many waiting.
 *
 * <p>Imports: JDK, Vert.x.
 */
package scales.worker.slots;
