package scales.balancer.strategy;

import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Time and chance, for the strategies that need them.
 *
 * @param nanoClock as {@link System#nanoTime}: only differences mean something
 * @param random    a generator for the calling thread
 */
public record Tools(LongSupplier nanoClock, Supplier<RandomGenerator> random) {}
