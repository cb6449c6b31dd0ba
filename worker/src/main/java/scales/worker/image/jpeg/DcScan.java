package scales.worker.image.jpeg;

import java.util.Arrays;
import scales.worker.image.Refused;

/** Decodes the DC coefficients' first or next bits, of one component or several at once (G.1.2.1). */
final class DcScan {
    private final Frame frame;
    private final Scan scan;
    private final EntropyData data;
    private final BitReader bits;
    private final Coefficients[] coefficients;
    private final int[] predicted;

    /** @param coefficients by component of the frame */
    DcScan(Frame frame, Scan scan, EntropyData data, Coefficients[] coefficients) {
        this.frame = frame;
        this.scan = scan;
        this.data = data;
        this.bits = data.bits;
        this.coefficients = coefficients;
        this.predicted = new int[coefficients.length];
    }

    void decode() throws Refused {
        int wide = scan.unitsWide(frame);
        int high = scan.unitsHigh(frame);
        for (int row = 0; row < high; row++) {
            for (int column = 0; column < wide; column++) {
                if (row + column > 0 && data.restart()) {
                    Arrays.fill(predicted, 0);
                }
                for (ScanComponent part : scan.parts()) {
                    decodeUnit(part, row, column);
                }
            }
        }
    }

    private void decodeUnit(ScanComponent part, int row, int column) throws Refused {
        Coefficients to = coefficients[part.index()];
        int across = scan.across(part);
        int down = scan.down(part);
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                int at = ((row * down + y) * to.stride + column * across + x) * 64;
                if (scan.high() == 0) {
                    int length = bits.symbol(part.dc()) & 15;
                    predicted[part.index()] += length == 0 ? 0 : DecodingTable.extend(bits.take(length), length);
                    to.values[at] = (short) (predicted[part.index()] << scan.low());
                } else {
                    to.values[at] |= (short) (bits.take(1) << scan.low());
                }
                bits.checkNotPastEnd();
            }
        }
    }
}
