package scales.worker.image.jpeg;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Writes scans, each with tables of its own. */
final class ScanWriter {
    private final BitWriter out;
    private final Frame frame;

    ScanWriter(BitWriter out, Frame frame) {
        this.out = out;
        this.frame = frame;
    }

    /**
     * @param components indices in the frame
     * @param numbers    by table of the coder: its class (16 for AC) and number in the file
     * @param perPart    by component: which tables it uses, DC shifted left by 4
     * @param bits       the scan's first and last coefficient, high shifted left by 4 and low
     */
    void write(ScanCoder coder, int[] components, int[] numbers, int[] perPart, int... bits) {
        SymbolCounts counts = new SymbolCounts(numbers.length);
        coder.code(counts);
        CodingTable[] tables = Arrays.stream(counts.counts).map(CodingTable::new).toArray(CodingTable[]::new);
        for (int t = 0; t < tables.length; t++) {
            byte[] content = new byte[1 + tables[t].coded.length];
            content[0] = (byte) numbers[t];
            System.arraycopy(tables[t].coded, 0, content, 1, tables[t].coded.length);
            out.segment(Marker.DHT, content);
        }
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.write(components.length);
        for (int c = 0; c < components.length; c++) {
            header.write(frame.components().get(components[c]).id());
            header.write(perPart[c]);
        }
        for (int value : bits) {
            header.write(value);
        }
        out.segment(Marker.SOS, header.toByteArray());
        out.use(tables);
        coder.code(out);
        out.endBits();
    }
}
