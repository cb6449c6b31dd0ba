package scales.worker.image.jpeg;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes planes as a file, with the Huffman tables that suit them best. */
final class JpegEncoder {
    private final Frame frame;
    private final List<int[]> quantisers;
    private final BitWriter out;

    /** @param sourceNanos the part of the time in which rows were made */
    record Encoded(byte[] bytes, long sourceNanos) {}

    private JpegEncoder(Frame frame, List<int[]> quantisers) {
        this.frame = frame;
        this.quantisers = quantisers;
        this.out = new BitWriter(Math.max(4096, frame.width() * frame.height() / 4));
    }

    /**
     * @param sources    by component, of the component's sides
     * @param quantisers by component, in zigzag order
     */
    static Encoded encode(Frame frame, List<RowSource> sources, List<int[]> quantisers, Envelope envelope) {
        return new JpegEncoder(frame, quantisers).encode(sources, envelope);
    }

    private Encoded encode(List<RowSource> sources, Envelope envelope) {
        List<QuantisedBlocks> blocks = new ArrayList<>();
        long sourceNanos = 0;
        for (int c = 0; c < sources.size(); c++) {
            Component component = frame.components().get(c);
            Quantiser quantiser = new Quantiser(component, quantisers.get(c), sources.get(c),
                    frame.paddedBlocksWide(component), frame.paddedBlocksHigh(component));
            blocks.add(quantiser.quantise());
            sourceNanos += quantiser.sourceNanos();
        }
        out.marker(Marker.SOI);
        envelope.write(out);
        List<int[]> tables = writeQuantisers();
        writeFrame(tables);
        new Script(new ScanWriter(out, frame), frame, blocks).write();
        out.marker(Marker.EOI);
        return new Encoded(out.toBytes(), sourceNanos);
    }

    /** @return the different tables, by number */
    private List<int[]> writeQuantisers() {
        List<int[]> tables = new ArrayList<>();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (int[] table : quantisers) {
            if (numberOf(table, tables) < 0) {
                boolean wide = isWide(table);
                content.write((wide ? 0x10 : 0) | tables.size());
                for (int step : table) {
                    if (wide) {
                        content.write(step >> 8);
                    }
                    content.write(step);
                }
                tables.add(table);
            }
        }
        out.segment(Marker.DQT, content.toByteArray());
        return tables;
    }

    private static int numberOf(int[] table, List<int[]> tables) {
        for (int n = 0; n < tables.size(); n++) {
            if (Arrays.equals(table, tables.get(n))) {
                return n;
            }
        }
        return -1;
    }

    private static boolean isWide(int[] table) {
        return Arrays.stream(table).anyMatch(step -> step > 255);
    }

    private void writeFrame(List<int[]> tables) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(8);
        content.write(frame.height() >> 8);
        content.write(frame.height());
        content.write(frame.width() >> 8);
        content.write(frame.width());
        content.write(frame.components().size());
        for (int c = 0; c < frame.components().size(); c++) {
            Component component = frame.components().get(c);
            content.write(component.id());
            content.write(component.horizontal() << 4 | component.vertical());
            content.write(numberOf(quantisers.get(c), tables));
        }
        // A baseline decoder need not know steps above 255 (B.2.4.1).
        int sequential = tables.stream().anyMatch(JpegEncoder::isWide) ? Marker.SOF_EXTENDED : Marker.SOF_BASELINE;
        out.segment(frame.progressive() ? Marker.SOF_PROGRESSIVE : sequential, content.toByteArray());
    }
}
