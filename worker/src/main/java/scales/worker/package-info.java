/**
 * The worker: resizes pictures on port 3000.
 */
package scales.worker;
