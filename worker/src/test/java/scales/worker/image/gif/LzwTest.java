package scales.worker.image.gif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import scales.worker.image.Refused;

class LzwTest {

    @Property(tries = 200, seed = "11")
    void what_is_packed_comes_back(
            @ForAll @IntRange(min = 2, max = 8) int bits, @ForAll @IntRange(min = 1, max = 40_000) int count,
            @ForAll @IntRange(min = 1, max = 256) int variety, @ForAll long seed) throws Refused {
        byte[] indices = new byte[count];
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            indices[i] = (byte) (random.nextInt(variety) & (1 << bits) - 1);
        }
        assertThat(back(indices, bits)).isEqualTo(indices);
    }

    @Test
    void every_length_of_a_run_comes_back() throws Refused {
        for (int count = 1; count < 600; count++) {
            assertThat(back(new byte[count], 2)).hasSize(count).containsOnly(0);
        }
        assertThat(back(new byte[3_000_000], 8)).containsOnly(0);
    }

    private static byte[] back(byte[] indices, int bits) throws Refused {
        Output out = new Output();
        new LzwWriter(out).write(indices, indices.length, bits);
        return read(out.toBytes(), indices.length);
    }

    private static byte[] read(byte[] packed, int wanted) throws Refused {
        byte[] indices = new byte[wanted];
        new LzwReader().read(packed, 0, indices, wanted);
        return indices;
    }

    /** @param codes pairs of code and bits */
    private static byte[] stream(int literalBits, int... codes) {
        byte[] bits = new byte[codes.length * 2 + 8];
        int at = 0;
        for (int i = 0; i < codes.length; i += 2) {
            for (int b = 0; b < codes[i + 1]; b++, at++) {
                bits[at >> 3] |= (byte) ((codes[i] >> b & 1) << (at & 7));
            }
        }
        int length = (at + 7) / 8;
        Output out = new Output();
        out.put(literalBits);
        for (int from = 0; from < length; from += 255) {
            int block = Math.min(255, length - from);
            out.put(block);
            for (int i = 0; i < block; i++) {
                out.put(bits[from + i]);
            }
        }
        out.put(0);
        return out.toBytes();
    }

    @Test
    void a_code_may_stand_for_the_string_it_is_just_making() throws Refused {
        assertThat(read(stream(2, 4, 3, 1, 3, 6, 3, 7, 3, 5, 4), 6)).containsExactly(1, 1, 1, 1, 1, 1);
    }

    @Test
    void the_first_clear_code_and_the_end_code_may_be_missing() throws Refused {
        assertThat(read(stream(2, 1, 3, 2, 3, 3, 3), 3)).containsExactly(1, 2, 3);
    }

    @Test
    void clear_codes_may_come_at_any_time_and_repeatedly() throws Refused {
        assertThat(read(stream(2, 4, 3, 4, 3, 1, 3, 4, 3, 4, 3, 2, 3, 4, 3, 3, 3), 3)).containsExactly(1, 2, 3);
    }

    @Test
    void a_full_table_stays_as_it_is_until_it_is_cleared() throws Refused {
        int count = 6000;
        int[] codes = new int[2 * count + 2];
        codes[0] = 4;
        codes[1] = 3;
        int next = 6;
        int size = 3;
        for (int i = 1; i <= count; i++) {
            codes[2 * i] = i % 4;
            codes[2 * i + 1] = size;
            if (i > 1 && next < 4096 && ++next == 1 << size && size < 12) {
                size++;
            }
        }
        byte[] read = read(stream(2, codes), count);
        for (int i = 1; i <= count; i++) {
            assertThat(read[i - 1]).isEqualTo((byte) (i % 4));
        }
    }

    @Test
    void more_pixels_than_wanted_are_ignored() throws Refused {
        assertThat(read(stream(2, 4, 3, 1, 3, 6, 3, 7, 3), 2)).containsExactly(1, 1);
    }

    @Test
    void too_few_pixels_unknown_codes_and_illegal_code_sizes_are_refused() {
        for (byte[] packed : new byte[][] {
            stream(2, 4, 3, 1, 3, 5, 3), stream(2, 4, 3, 1, 3), stream(2, 4, 3, 7, 3, 1, 3), stream(2, 4, 3, 1, 3, 7, 3),
            stream(0, 1, 1), stream(12, 1, 12), stream(255, 1, 12), {2, 0}, {2},
        }) {
            assertThatThrownBy(() -> read(packed, 2)).as(Arrays.toString(packed)).isInstanceOfSatisfying(
                    Refused.class, refused -> assertThat(refused.code()).isEqualTo("broken"));
        }
    }
}
