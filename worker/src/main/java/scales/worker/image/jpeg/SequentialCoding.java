package scales.worker.image.jpeg;

import java.util.List;

/** All components in one scan, whole blocks (F.1.2). Tables 0 and 1: the first component's DC and AC; 2 and 3: the others'. */
record SequentialCoding(Frame frame, List<QuantisedBlocks> blocks) implements ScanCoder {

    @Override
    public void code(SymbolSink out) {
        int[] predicted = new int[blocks.size()];
        UnitWalk.walk(frame, blocks, (component, block) -> {
            int tables = component == 0 ? 0 : 2;
            int dc = block.dc();
            Magnitude.code(out, tables, 0, dc - predicted[component]);
            predicted[component] = dc;
            codeAc(out, tables + 1, block);
        });
    }

    private static void codeAc(SymbolSink out, int table, QuantisedBlocks.Cursor block) {
        short[] values = block.line;
        int at = block.at + (int) (block.mask & 1);
        int before = 0;
        for (long mask = block.mask & ~1L; mask != 0; mask &= mask - 1) {
            int k = Long.numberOfTrailingZeros(mask);
            int zeros = k - before - 1;
            for (; zeros > 15; zeros -= 16) {
                out.symbol(table, 0xF0);
            }
            Magnitude.code(out, table, zeros, values[at++]);
            before = k;
        }
        if (before < 63) {
            out.symbol(table, 0);
        }
    }
}
