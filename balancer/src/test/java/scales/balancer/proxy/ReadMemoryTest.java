package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.util.IllegalReferenceCountException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadMemoryTest {
    private final ReadMemory memory = new ReadMemory(16, 16);

    /** As a decoder hands on what it found in what was read, and forgets the rest. */
    private Buffer read(String text) {
        ByteBuf piece = memory.take();
        piece.writeCharSequence(text, StandardCharsets.US_ASCII);
        Buffer chunk = BufferInternal.buffer(piece.readRetainedSlice(piece.readableBytes()));
        piece.release();
        return chunk;
    }

    @Test
    void there_is_no_more_than_allowed() {
        ByteBuf only = memory.take();
        assertThat(only.writableBytes()).isEqualTo(16);
        assertThat(memory.take()).isNull();
    }

    @Test
    void what_was_released_is_used_again() {
        ReadMemory.release(read("one"));
        assertThat(read("two")).hasToString("two");
    }

    @Test
    void what_others_use_besides_is_not() {
        Buffer chunk = read("one");
        ReadMemory.retain(chunk);
        ReadMemory.release(chunk);
        assertThat(memory.take()).isNull();
        assertThat(chunk).hasToString("one");
        ReadMemory.release(chunk);
        assertThat(memory.take()).isNotNull();
    }

    @Test
    void what_may_still_be_under_way_is_not() {
        Buffer chunk = read("one");
        ReadMemory.releaseAfter(Future.failedFuture("broken"), chunk);
        assertThat(memory.take()).isNull();
        assertThat(chunk).hasToString("one");
    }

    @Test
    void what_was_released_shows_nobody_what_came_after_it() {
        Buffer chunk = read("one");
        ReadMemory.release(chunk);
        read("two");
        assertThatThrownBy(chunk::getBytes).isInstanceOf(IllegalReferenceCountException.class);
    }

    @Test
    void what_nobody_released_comes_back_by_the_garbage_collector() throws Exception {
        read("one");
        Eventually.within(Duration.ofSeconds(30), () -> {
            System.gc();
            assertThat(memory.take()).isNotNull();
        });
    }

    @Test
    void buffers_of_others_are_left_alone() {
        Buffer other = Buffer.buffer("other");
        ReadMemory.retain(other);
        ReadMemory.release(other);
        ReadMemory.release(other);
        assertThat(other).hasToString("other");
    }
}
