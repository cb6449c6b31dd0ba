package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

class AnswerAheadTest {
    private static final long MOST = 10_000;
    private static final long IN_ALL = 15_000;

    private final BodyMemory memory = new BodyMemory(IN_ALL);
    private final AnswerAhead ahead = new AnswerAhead(MOST, memory);

    private static Buffer bytes(int length) {
        return Buffer.buffer(new byte[length]);
    }

    private void nothingIsHeld() {
        assertThat(memory.take(IN_ALL)).isTrue();
        memory.giveBack(IN_ALL);
    }

    @Test
    void there_is_room_up_to_its_bound_and_to_that_of_all() {
        assertThat(ahead.add(bytes(9_000))).isTrue();
        assertThat(ahead.add(bytes(1_000))).as("with what it costs beside its bytes").isFalse();
        AnswerAhead other = new AnswerAhead(MOST, memory);
        assertThat(other.add(bytes(5_000))).isTrue();
        assertThat(other.add(bytes(1_000))).isFalse();
    }

    @Test
    void tiny_pieces_count_with_what_they_cost() {
        int pieces = 0;
        while (ahead.add(bytes(1))) {
            pieces++;
        }
        assertThat(pieces).isLessThan(100);
    }

    @Test
    void each_piece_that_is_taken_gives_its_memory_back() {
        assertThat(ahead.add(bytes(4_000))).isTrue();
        assertThat(ahead.add(bytes(4_000))).isTrue();
        assertThat(ahead.add(bytes(4_000))).as("kept all the same").isFalse();
        ahead.next();
        assertThat(memory.take(IN_ALL - 4_200)).as("the first").isTrue();
        memory.giveBack(IN_ALL - 4_200);
        ahead.next();
        ahead.next();
        assertThat(ahead.isEmpty()).isTrue();
        nothingIsHeld();
    }

    @Test
    void what_comes_after_the_end_is_not_held() {
        ahead.add(bytes(4_000));
        ahead.release();
        nothingIsHeld();
        assertThat(ahead.add(bytes(4_000))).isFalse();
        assertThat(ahead.isEmpty()).isTrue();
        nothingIsHeld();
    }
}
