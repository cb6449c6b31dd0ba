/**
 * Clusters and experiments on one machine.
 */
package scales.lab;
