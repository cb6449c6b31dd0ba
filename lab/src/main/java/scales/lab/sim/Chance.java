package scales.lab.sim;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * One stream of chance for each purpose, so that every strategy meets the same arrivals and the same work (common random
 * numbers: differences between strategies are not drowned in differences between loads).
 */
record Chance(RandomGenerator arrivals, RandomGenerator work, RandomGenerator clients, RandomGenerator strategy) {
    private static final RandomGeneratorFactory<RandomGenerator> KIND = RandomGeneratorFactory.of("L64X128MixRandom");

    static Chance of(long seed) {
        // Neighbouring seeds give unrelated streams with this generator (Steele and Vigna 2021, LXM).
        return new Chance(KIND.create(4 * seed), KIND.create(4 * seed + 1), KIND.create(4 * seed + 2), KIND.create(4 * seed + 3));
    }
}
