/**
 * The worker's routes.
 *
 * <p>Imports: {@code image}, {@code slots}, {@code config}, Vert.x.
 */
package scales.worker.http;
