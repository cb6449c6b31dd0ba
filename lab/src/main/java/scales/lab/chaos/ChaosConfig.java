package scales.lab.chaos;

import java.time.Duration;
import java.util.Set;

/**
 * What is asked of a run; judged.
 *
 * @param duration of the plan; start, warm-up and end come on top
 */
record ChaosConfig(long seed, Duration duration, int workers, int clients, Set<Action> disturbances) {}
