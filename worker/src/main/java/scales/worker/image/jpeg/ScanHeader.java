package scales.worker.image.jpeg;

import java.util.ArrayList;
import java.util.List;
import scales.worker.image.Refused;

/** Reads and judges the header of a scan (B.2.3). */
final class ScanHeader {
    private ScanHeader() {}

    /** @param at where its content starts, after the length */
    static Scan parse(Frame frame, byte[] file, int at, int end, DecodingTable[] dc, DecodingTable[] ac, int interval)
            throws Refused {
        int count = at < end ? file[at] & 0xFF : 0;
        if (count < 1 || count > frame.components().size() || end - at < 4 + 2 * count) {
            throw wrong();
        }
        int spectrum = at + 1 + 2 * count;
        int first = frame.progressive() ? file[spectrum] & 0xFF : 0;
        int last = frame.progressive() ? file[spectrum + 1] & 0xFF : 63;
        int high = frame.progressive() ? (file[spectrum + 2] & 0xFF) >> 4 : 0;
        int low = frame.progressive() ? file[spectrum + 2] & 15 : 0;
        boolean alone = first == 0 && last == 0 || first > 0 && count == 1;
        if (first > last || last > 63 || low > 13 || high != 0 && high != low + 1 || frame.progressive() && !alone) {
            throw wrong();
        }
        boolean needsDc = first == 0 && high == 0;
        boolean needsAc = last > 0;
        List<ScanComponent> parts = new ArrayList<>();
        for (int c = 0; c < count; c++) {
            int index = frame.indexOf(file[at + 1 + 2 * c] & 0xFF);
            int tables = file[at + 2 + 2 * c] & 0xFF;
            if (index < 0 || parts.stream().anyMatch(part -> part.index() == index)) {
                throw wrong();
            }
            parts.add(new ScanComponent(index, frame.components().get(index),
                    needsDc ? dcTable(dc, tables >> 4) : null, needsAc ? table(ac, tables & 15) : null));
        }
        return new Scan(List.copyOf(parts), first, last, high, low, interval);
    }

    private static DecodingTable dcTable(DecodingTable[] tables, int number) throws Refused {
        DecodingTable table = table(tables, number);
        if (!table.fitsDc()) {
            throw new Refused("broken", "a JPEG Huffman table is wrong");
        }
        return table;
    }

    private static DecodingTable table(DecodingTable[] tables, int number) throws Refused {
        if (number > 3 || tables[number] == null) {
            throw new Refused("broken", "the JPEG lacks a Huffman table");
        }
        return tables[number];
    }

    private static Refused wrong() {
        return new Refused("broken", "a JPEG scan header is wrong");
    }
}
