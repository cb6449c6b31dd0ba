package scales.worker.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CodingTableTest {
    @Property(tries = 200, seed = "1")
    void every_symbol_that_occurs_has_a_code_that_a_decoder_finds(@ForAll("counts") int[] counts) throws Exception {
        CodingTable table = new CodingTable(counts);
        DecodingTable decoding = DecodingTable.parse(table.coded, 0, table.coded.length);
        for (int symbol = 0; symbol < 256; symbol++) {
            if (counts[symbol] > 0) {
                int length = table.lengths[symbol];
                assertThat(length).isBetween(1, 16);
                long bits = (long) table.codes[symbol] << 64 - length;
                int entry = decoding.symbols[(int) (bits >>> 64 - DecodingTable.PEEK)];
                assertThat(entry != 0 ? entry : decoding.longSymbol(bits)).isEqualTo(length << 8 | symbol);
            }
        }
    }

    @Provide
    Arbitrary<int[]> counts() {
        Arbitrary<Integer> often = Arbitraries.integers().between(0, 30).map(power -> (1 << power) - 1);
        return often.array(int[].class).ofSize(256);
    }

    @Test
    void more_frequent_symbols_have_no_longer_codes_and_none_is_all_ones() {
        int[] counts = new int[256];
        for (int symbol = 0; symbol < 40; symbol++) {
            // Fibonacci numbers make the longest codes there can be.
            counts[symbol] = symbol < 2 ? 1 : counts[symbol - 1] + counts[symbol - 2];
        }
        CodingTable table = new CodingTable(counts);
        for (int symbol = 1; symbol < 40; symbol++) {
            assertThat(table.lengths[symbol]).isLessThanOrEqualTo(table.lengths[symbol - 1]).isPositive();
            assertThat(table.codes[symbol]).isNotEqualTo((1 << table.lengths[symbol]) - 1);
        }
        assertThat(table.lengths[0]).isEqualTo(16);
    }
}
