package scales.worker.image.jpeg;

import java.util.List;

/**
 * The DC coefficients of all components in one scan of a progressive frame (G.1.2.1): all bits but the lowest, or that
 * one. Tables 0: the first component's, 1: the others'.
 */
record DcCoding(Frame frame, List<QuantisedBlocks> blocks, boolean lowestBit) implements ScanCoder {

    @Override
    public void code(SymbolSink out) {
        int[] predicted = new int[blocks.size()];
        UnitWalk.walk(frame, blocks, (component, block) -> {
            if (lowestBit) {
                out.bits(block.dc() & 1, 1);
            } else {
                int dc = block.dc() >> 1;
                Magnitude.code(out, component == 0 ? 0 : 1, 0, dc - predicted[component]);
                predicted[component] = dc;
            }
        });
    }
}
