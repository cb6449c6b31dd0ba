/**
 * At most so many pictures at once, so many waiting.
 *
 * <p>Imports: {@code image}, Vert.x.
 */
package scales.worker.slots;
