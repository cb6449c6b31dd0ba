package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KeptChunksTest {
    private final KeptChunks kept = new KeptChunks();

    @Test
    void a_million_chunks_of_a_byte_cost_about_a_million_bytes() {
        long cost = 0;
        for (int i = 0; i < 1_000_000; i++) {
            cost += kept.add(Buffer.buffer("x"));
        }
        assertThat(kept.forSending()).hasSizeLessThan(100);
        assertThat(cost).isBetween(1_000_000L, 1_100_000L);
    }

    @Test
    void a_body_of_one_chunk_is_not_copied() {
        Buffer only = Buffer.buffer("tiny");
        kept.add(only);
        assertThat(kept.forSending().get(0)).isSameAs(only);
    }

    @Test
    void who_is_still_sending_keeps_what_is_forgotten() {
        kept.add(Buffer.buffer("abc"));
        List<Buffer> sending = kept.forSending();
        kept.clear();
        assertThat(sending).hasSize(1);
        assertThat(kept.forSending()).isEmpty();
    }

    @Property(tries = 200)
    void bytes_stay_in_order_and_cost_no_less_than_they_are(@ForAll List<@IntRange(min = 1, max = 20_000) Integer> sizes) {
        KeptChunks chunks = new KeptChunks();
        long cost = 0;
        StringBuilder sent = new StringBuilder();
        for (int i = 0; i < sizes.size(); i++) {
            String piece = Character.toString('a' + i % 26).repeat(sizes.get(i));
            sent.append(piece);
            cost += chunks.add(Buffer.buffer(piece));
        }
        assertThat(chunks.forSending().stream().map(Buffer::toString).collect(Collectors.joining())).isEqualTo(sent.toString());
        assertThat(cost).isGreaterThanOrEqualTo(sent.length());
    }
}
