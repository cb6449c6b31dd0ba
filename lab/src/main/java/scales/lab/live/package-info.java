/**
 * Scenarios on a real cluster: its own, of processes, or one that runs already.
 *
 * <p>One event loop asks and measures, so that nothing about a measurement is shared; what is done to the cluster happens on
 * threads of its own. Imports: {@code scenario}, {@code report}, {@code up}, {@code command}, the names of strategies, Vert.x,
 * ImageIO, the option parser.
 */
package scales.lab.live;
