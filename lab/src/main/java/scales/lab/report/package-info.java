/**
 * The same evidence from a real cluster and from virtual time: what was measured, and what may be concluded from it.
 *
 * <p>Imports: JDK, HdrHistogram.
 */
package scales.lab.report;
