package scales.worker.announce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class BackoffTest {
    @Property(tries = 200, seed = "1")
    void waits_grow_to_the_bound_and_start_again_small_after_a_success(@ForAll long seed) {
        Backoff backoff = new Backoff(5_000, new Random(seed));
        long[] bounds = {250, 500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000};
        for (long bound : bounds) {
            assertThat(backoff.nextMillis()).isBetween(bound / 2, bound);
        }
        backoff.reset();
        assertThat(backoff.nextMillis()).isBetween(125L, 250L);
    }
}
