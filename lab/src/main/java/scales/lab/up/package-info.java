/**
 * A cluster on one machine: a balancer and its workers, in one process or in one each.
 *
 * <p>Imports: {@code balancer} and {@code worker} (their roots and configurations, the names of strategies), Vert.x, the option parser.
 */
package scales.lab.up;
