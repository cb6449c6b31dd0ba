/**
 * A load with faults: what is asked of a cluster, and what happens to it meanwhile.
 *
 * <p>Imports: JDK, the option parser, the rule for names of nodes.
 */
package scales.lab.scenario;
