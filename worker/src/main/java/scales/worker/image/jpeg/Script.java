package scales.worker.image.jpeg;

import java.util.List;
import java.util.stream.IntStream;

/** Which scans a file has. */
final class Script {
    private static final int AC = 0x10;

    private final ScanWriter out;
    private final Frame frame;
    private final List<QuantisedBlocks> blocks;
    private final int[] all;

    Script(ScanWriter out, Frame frame, List<QuantisedBlocks> blocks) {
        this.out = out;
        this.frame = frame;
        this.blocks = blocks;
        this.all = IntStream.range(0, blocks.size()).toArray();
    }

    void write() {
        if (frame.progressive()) {
            progressive();
        } else {
            int[] numbers = all.length == 1 ? new int[] {0, AC} : new int[] {0, AC, 1, AC | 1};
            out.write(new SequentialCoding(frame, blocks), all, numbers, new int[] {0x00, 0x11, 0x11}, 0, 63, 0);
        }
    }

    /** As libjpeg does for three components: first a small picture, then the coarse bits of Y, chroma whole, then the rest. */
    private void progressive() {
        dc(false);
        ac(0, 1, 5, 2, false);
        for (int c = all.length - 1; c > 0; c--) {
            ac(c, 1, 63, 1, false);
        }
        ac(0, 6, 63, 2, false);
        ac(0, 1, 63, 1, true);
        dc(true);
        for (int c = all.length - 1; c >= 0; c--) {
            ac(c, 1, 63, 0, true);
        }
    }

    private void dc(boolean lowestBit) {
        int[] numbers = lowestBit ? new int[0] : all.length == 1 ? new int[] {0} : new int[] {0, 1};
        int[] perPart = lowestBit ? new int[] {0, 0, 0} : new int[] {0x00, 0x10, 0x10};
        out.write(new DcCoding(frame, blocks, lowestBit), all, numbers, perPart, 0, 0, lowestBit ? AC : 1);
    }

    private void ac(int component, int first, int last, int low, boolean refining) {
        AcCoding coder = new AcCoding(
                frame.components().get(component), blocks.get(component), first, last, low, refining);
        int high = refining ? low + 1 : 0;
        out.write(coder, new int[] {component}, new int[] {AC}, new int[] {0}, first, last, high << 4 | low);
    }
}
