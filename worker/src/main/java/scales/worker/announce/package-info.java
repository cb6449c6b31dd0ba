/**
 * Tells balancers that this worker is there, and when it goes.
 *
 * <p>Imports: {@code config}, Vert.x.
 */
package scales.worker.announce;
