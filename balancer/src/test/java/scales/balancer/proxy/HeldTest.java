package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HeldTest {
    private final Held held = new Held();

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    @Test
    void a_quarter_of_a_million_bytes_one_by_one_are_a_few_pieces() {
        for (int i = 0; i < 256 * 1024; i++) {
            held.add(new DefaultHttpContent(bytes("x")));
        }
        int pieces = 0;
        for (; !held.isEmpty(); pieces++) {
            ((HttpContent) held.next()).release();
        }
        assertThat(pieces).isLessThanOrEqualTo(16);
    }

    @Property(tries = 200)
    void bytes_stay_in_order_though_some_are_taken_between_and_nothing_is_left_unreleased(
            @ForAll List<@IntRange(min = 0, max = 9_000) Integer> sizes) {
        List<ByteBuf> given = new ArrayList<>();
        StringBuilder said = new StringBuilder();
        StringBuilder taken = new StringBuilder();
        Held parts = new Held();
        for (int i = 0; i < sizes.size(); i++) {
            String piece = Character.toString('a' + i % 26).repeat(sizes.get(i));
            said.append(piece);
            given.add(bytes(piece));
            parts.add(new DefaultHttpContent(given.get(i)));
            if (i % 3 == 2) {
                take(parts, taken);
            }
        }
        given.add(bytes("!"));
        LastHttpContent end = new DefaultLastHttpContent(given.get(given.size() - 1));
        parts.add(end);
        HttpContent last = null;
        while (!parts.isEmpty()) {
            last = take(parts, taken);
        }
        assertThat(last).as("the end stays the end").isSameAs(end);
        assertThat(taken.toString()).isEqualTo(said + "!");
        assertThat(given).allSatisfy(each -> assertThat(each.refCnt()).isZero());
    }

    private static HttpContent take(Held parts, StringBuilder to) {
        HttpContent part = (HttpContent) parts.next();
        to.append(part.content().toString(StandardCharsets.US_ASCII));
        part.release();
        return part;
    }

    @Test
    void what_is_given_up_is_released() {
        ByteBuf large = bytes("x".repeat(5_000));
        held.add(new DefaultHttpContent(bytes("x")));
        held.add(new DefaultHttpContent(large));
        held.release();
        assertThat(large.refCnt()).isZero();
        assertThat(held.isEmpty()).isTrue();
    }
}
