package scales.worker.image.jpeg;

import java.util.List;
import java.util.function.IntFunction;
import scales.worker.image.Refused;

/** Decodes one scan of a sequential frame straight into planes (F.2). */
final class SequentialScan {
    /** Units decoded before their blocks are transformed: few enough to stay in the cache, enough for long loops. */
    private static final int UNITS = 128;

    private final Frame frame;
    private final Scan scan;
    private final EntropyData data;
    private final List<Part> parts;

    /** @param planes by component, {@code quantiser} by component, in zigzag order */
    SequentialScan(Frame frame, Scan scan, EntropyData data, int size, boolean transposed, Plane[] planes,
            IntFunction<int[]> quantiser) {
        this.frame = frame;
        this.scan = scan;
        this.data = data;
        int[] places = ZigZag.places(size);
        this.parts = scan.parts().stream()
                .map(part -> new Part(
                        part, scan, size, transposed, places, planes[part.index()], quantiser.apply(part.index())))
                .toList();
    }

    void decode() throws Refused {
        int wide = scan.unitsWide(frame);
        int high = scan.unitsHigh(frame);
        boolean first = true;
        for (int row = 0; row < high; row++) {
            for (int from = 0; from < wide; from += UNITS) {
                int to = Math.min(wide, from + UNITS);
                for (int unit = from; unit < to; unit++) {
                    if (!first && data.restart()) {
                        parts.forEach(part -> part.predicted = 0);
                    }
                    first = false;
                    for (Part part : parts) {
                        part.decodeUnit(data.bits, unit - from);
                    }
                }
                for (Part part : parts) {
                    part.flush(from, row, to - from);
                }
            }
        }
    }

    /** A component with its blocks of the units at work. */
    private static final class Part {
        private final int[] dc;
        private final int[] ac;
        /** Null when all coefficients are wanted. */
        private final int[] skips;
        private final DecodingTable dcTable;
        private final DecodingTable acTable;
        private final int across;
        private final int[] places;
        private final int[] quantiser;
        private final int lastWanted;
        private final Plane plane;
        private final BlockRow[] rows;
        private int predicted;

        Part(ScanComponent part, Scan scan, int size, boolean transposed, int[] places, Plane plane, int[] quantiser) {
            this.dcTable = part.dc();
            this.acTable = part.ac();
            this.dc = dcTable.coefficients;
            this.ac = acTable.coefficients;
            this.across = scan.across(part);
            this.places = places;
            this.lastWanted = ZigZag.last(places);
            this.skips = lastWanted < 63 ? acTable.skips() : null;
            this.quantiser = quantiser;
            this.plane = plane;
            this.rows = new BlockRow[scan.down(part)];
            InverseDct dct = new InverseDct(size, UNITS * across);
            for (int row = 0; row < rows.length; row++) {
                rows[row] = new BlockRow(size, UNITS * across, dct, transposed);
            }
        }

        void decodeUnit(BitReader in, int unit) throws Refused {
            for (BlockRow row : rows) {
                for (int block = 0; block < across; block++) {
                    decodeBlock(in, row.coefficients, unit * across + block);
                }
            }
        }

        private void decodeBlock(BitReader in, int[][] to, int block) throws Refused {
            in.fill();
            long bits = in.bits;
            int left = in.left;
            int next = in.next;
            int entry = dc[(int) (bits >>> 64 - DecodingTable.PEEK)];
            if (entry == 0) {
                entry = dcTable.longCoefficient(bits);
            }
            predicted += value(entry, bits);
            bits <<= entry;
            left -= entry & 63;
            to[0][block] = predicted * quantiser[0];
            int k = 1;
            for (; k <= lastWanted; k++) {
                if (left < 32) {
                    bits |= BitReader.eightBytes(in.data, next) >>> left;
                    next += 63 - left >> 3;
                    left |= 56;
                }
                entry = ac[(int) (bits >>> 64 - DecodingTable.PEEK)];
                if (entry == 0) {
                    entry = acTable.longCoefficient(bits);
                }
                k += entry >> 10 & 127;
                if (k <= lastWanted) {
                    int place = places[k];
                    if (place >= 0) {
                        to[place][block] = value(entry, bits) * quantiser[k];
                    }
                }
                bits <<= entry;
                left -= entry & 63;
            }
            while (k < 64) {
                if (left < 32) {
                    bits |= BitReader.eightBytes(in.data, next) >>> left;
                    next += 63 - left >> 3;
                    left |= 56;
                }
                entry = skips[(int) (bits >>> 64 - DecodingTable.PEEK)];
                int steps = entry >> 10 & 127;
                if (entry != 0 && k + steps <= 64) {
                    k = entry >= DecodingTable.SKIP_ENDS ? DecodingTable.END : k + steps;
                } else {
                    entry = ac[(int) (bits >>> 64 - DecodingTable.PEEK)];
                    if (entry == 0) {
                        entry = acTable.longCoefficient(bits);
                    }
                    k += (entry >> 10 & 127) + 1;
                }
                bits <<= entry;
                left -= entry & 63;
            }
            if (k > 64 && k < DecodingTable.END) {
                throw new Refused("broken", "a JPEG block has too many coefficients");
            }
            in.bits = bits;
            in.left = left;
            in.next = next;
            in.checkNotPastEnd();
        }

        private static int value(int entry, long bits) {
            int length = entry >> 6 & 15;
            return length == 0
                    ? entry >> 17
                    : DecodingTable.extend((int) (bits >>> 64 - entry) & (1 << length) - 1, length);
        }

        void flush(int unit, int unitRow, int units) {
            for (int row = 0; row < rows.length; row++) {
                rows[row].flush(plane, unit * across, unitRow * rows.length + row, units * across);
            }
        }
    }
}
