/**
 * Our balancer beside the proxies that people use today, in front of the same origin.
 *
 * <p>Imports: {@code bench}, {@code command}, {@code balancer} (its main class, to start it), HdrHistogram, the option
 * parser.
 */
package scales.lab.bench.proxy;
