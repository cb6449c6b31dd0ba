/**
 * The worker's routes.
 *
 * <p>Imports: {@code image}, {@code slots}, {@code config}, Vert.x, Micrometer.
 */
package scales.worker.http;
