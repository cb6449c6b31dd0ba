package scales.worker.image.jpeg;

import scales.worker.image.Refused;

/** The segments that set tables for the scans after them (B.2.4). All take where their content starts and ends. */
final class Tables {
    private Tables() {}

    /** @param into by number; each table 64 values in zigzag order */
    static void quantisers(byte[] file, int from, int end, int[][] into) throws Refused, Unsupported {
        for (int at = from; at < end; ) {
            int wide = (file[at] & 0xFF) >> 4;
            int number = file[at] & 15;
            at++;
            if (wide > 1 || number > 3 || at + (64 << wide) > end) {
                throw new Refused("broken", "a JPEG quantisation table is wrong");
            }
            int[] table = new int[64];
            for (int k = 0; k < 64; k++) {
                table[k] = wide == 0
                        ? file[at + k] & 0xFF
                        : (file[at + 2 * k] & 0xFF) << 8 | file[at + 2 * k + 1] & 0xFF;
                if (table[k] == 0) {
                    throw new Unsupported("a quantisation step of 0");
                }
            }
            into[number] = table;
            at += 64 << wide;
        }
    }

    /** @param dc by number, {@code ac} by number */
    static void huffman(byte[] file, int from, int end, DecodingTable[] dc, DecodingTable[] ac) throws Refused {
        for (int at = from; at < end; ) {
            int kind = (file[at] & 0xFF) >> 4;
            int number = file[at] & 15;
            if (kind > 1 || number > 3) {
                throw new Refused("broken", "a JPEG Huffman table is wrong");
            }
            DecodingTable table = DecodingTable.parse(file, at + 1, end);
            (kind == 0 ? dc : ac)[number] = table;
            at += 1 + table.length();
        }
    }

    static int restartInterval(byte[] file, int at, int end) throws Refused {
        if (end - at < 2) {
            throw new Refused("broken", "a JPEG restart interval is wrong");
        }
        return (file[at] & 0xFF) << 8 | file[at + 1] & 0xFF;
    }
}
