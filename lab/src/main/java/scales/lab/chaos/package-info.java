/**
 * Everything that may happen to a cluster, at random and repeatably, while clients look on.
 *
 * <p>{@link scales.lab.chaos.Plan} decides, and knows neither clock nor cluster; {@link scales.lab.chaos.Chaos} carries it out.
 * Imports: {@code balancer} (its root, its configuration, the names of strategies), the worker's main class by way of
 * {@code up}, {@code command}, Vert.x, ImageIO, the option parser.
 */
package scales.lab.chaos;
