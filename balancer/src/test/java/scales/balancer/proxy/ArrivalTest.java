package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrivalTest {
    private static final long MEMORY = 1024 * 1024;

    private final BodyMemory memory = new BodyMemory(MEMORY);

    private void allIsFree() {
        assertThat(memory.take(MEMORY)).isTrue();
        memory.giveBack(MEMORY);
    }

    @Test
    void a_body_that_is_here_with_its_first_piece_takes_nothing_so_it_may_come_whatever_others_take() {
        assertThat(memory.take(MEMORY)).isTrue();
        assertThat(new Arrival(100, memory).mayGoOn(100)).isTrue();
    }

    @Test
    void only_so_many_large_ones_come_at_once_and_the_next_when_one_is_here() {
        List<Arrival> coming = new ArrayList<>();
        Arrival next = new Arrival(10_000_000, memory);
        while (next.mayGoOn(1)) {
            coming.add(next);
            next = new Arrival(10_000_000, memory);
        }
        assertThat(coming).hasSize(8);
        coming.get(0).end();
        assertThat(next.mayGoOn(1)).isTrue();
        next.end();
        coming.forEach(Arrival::end);
        allIsFree();
    }

    @ParameterizedTest(name = "{0} announced, {1} here: {2}")
    @CsvSource({"100000, 40000, 60000", "10000000, 1, 131072", "-1, 1, 131072"})
    void it_takes_what_is_still_to_come_up_to_a_bound(long announced, long here, long taken) {
        Arrival arrival = new Arrival(announced, memory);
        assertThat(arrival.mayGoOn(here)).isTrue();
        assertThat(arrival.mayGoOn(here + 1)).as("once").isTrue();
        assertThat(memory.take(MEMORY - taken + 1)).isFalse();
        assertThat(memory.take(MEMORY - taken)).isTrue();
        memory.giveBack(MEMORY - taken);
        arrival.end();
        arrival.end();
        allIsFree();
    }
}
