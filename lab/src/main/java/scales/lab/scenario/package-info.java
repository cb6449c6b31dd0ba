/**
 * A load with faults: what is asked of a cluster, and what happens to it meanwhile.
 *
 * <p>Imports: JDK.
 */
package scales.lab.scenario;
