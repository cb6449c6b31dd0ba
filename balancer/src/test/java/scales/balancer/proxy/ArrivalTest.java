package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrivalTest {
    private static final long MEMORY = 1024 * 1024;
    private static final long LARGE = 32 * 1024;

    private final BodyMemory memory = new BodyMemory(MEMORY);

    private void allIsFree() {
        assertThat(memory.take(MEMORY)).isTrue();
        memory.giveBack(MEMORY);
    }

    @Test
    void a_body_that_is_here_with_its_first_piece_takes_nothing_so_it_may_come_whatever_others_take() {
        assertThat(memory.take(MEMORY)).isTrue();
        assertThat(new Arrival(100, memory).mayGoOn(100, 100)).isTrue();
    }

    @Test
    void only_so_many_large_ones_come_at_once_and_the_next_when_one_is_here() {
        List<Arrival> coming = new ArrayList<>();
        Arrival next = new Arrival(10_000_000, memory);
        while (next.mayGoOn(LARGE, LARGE)) {
            coming.add(next);
            next = new Arrival(10_000_000, memory);
        }
        assertThat(coming).hasSize(8);
        coming.get(0).end();
        assertThat(next.mayGoOn(LARGE, LARGE)).isTrue();
        next.end();
        coming.forEach(Arrival::end);
        allIsFree();
    }

    @ParameterizedTest(name = "{0} announced, {1} here in pieces of {2}: {3}")
    @CsvSource({"100000, 40000, 40000, 60000", "10000000, 32768, 32768, 131072", "-1, 32768, 32768, 131072", "10000000, 50000, 500, 6096", "-1, 1, 1, 4100"})
    void it_takes_what_is_still_to_come_up_to_what_its_pieces_fill(long announced, long here, long piece, long taken) {
        Arrival arrival = new Arrival(announced, memory);
        assertThat(arrival.mayGoOn(here, piece)).isTrue();
        assertThat(arrival.mayGoOn(here + 1, 1)).as("once").isTrue();
        assertThat(memory.take(MEMORY - taken + 1)).isFalse();
        assertThat(memory.take(MEMORY - taken)).isTrue();
        memory.giveBack(MEMORY - taken);
        arrival.end();
        arrival.end();
        allIsFree();
    }

    @Test
    void who_sends_faster_takes_more_if_there_is_more() {
        Arrival arrival = new Arrival(10_000_000, memory);
        assertThat(arrival.mayGoOn(1, 1)).isTrue();
        assertThat(memory.take(MEMORY - 10_000)).isTrue();
        assertThat(arrival.mayGoOn(1_001, 1_000)).isTrue();
        assertThat(arrival.mayGoOn(33_769, LARGE)).isFalse();
        arrival.end();
        memory.giveBack(MEMORY - 10_000);
        allIsFree();
    }
}
