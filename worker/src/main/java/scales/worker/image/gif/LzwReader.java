package scales.worker.image.gif;

import scales.worker.image.Refused;

/**
 * Unpacks the variable-length-code LZW of GIF89a, appendix F. Each code stands for a run of the output itself: what was
 * written for the code before, and one byte more. So a string is copied forwards from where it was last seen.
 */
final class LzwReader {
    private static final int CODES = 4096;
    private static final int LONGEST = 12;

    private final int[] starts = new int[CODES];
    private final int[] lengths = new int[CODES];
    private byte[] packed = new byte[0];

    /**
     * Fills the first {@code wanted} bytes; what the file has beyond them is not looked at.
     *
     * @param at where the code size lies, before the sub-blocks
     * @throws Refused when there are fewer, or a code stands for nothing
     */
    void read(byte[] file, int at, byte[] indices, int wanted) throws Refused {
        int literalBits = file[at] & 0xFF;
        // More than 8 bits make no more colours, but some encoders take 11 all the same.
        if (literalBits < 1 || literalBits >= LONGEST) {
            throw new Refused("broken", "the GIF file has an illegal code size");
        }
        unpack(literalBits, join(file, at + 1), indices, wanted);
    }

    /** @return how many bytes the sub-blocks have together, now in {@link #packed} */
    private int join(byte[] file, int at) {
        int total = 0;
        for (int from = at; from < file.length && file[from] != 0; from += 1 + (file[from] & 0xFF)) {
            total += file[from] & 0xFF;
        }
        if (packed.length < total) {
            packed = new byte[total + total / 4];
        }
        int to = 0;
        for (int from = at; from < file.length && file[from] != 0; from += 1 + (file[from] & 0xFF)) {
            System.arraycopy(file, from + 1, packed, to, file[from] & 0xFF);
            to += file[from] & 0xFF;
        }
        return total;
    }

    private void unpack(int literalBits, int length, byte[] out, int wanted) throws Refused {
        int clear = 1 << literalBits;
        int end = clear + 1;
        int size = literalBits + 1;
        int next = end + 1;
        int before = -1;
        int beforeLength = 0;
        long bits = 0;
        int held = 0;
        int from = 0;
        int to = 0;
        while (to < wanted) {
            while (held < size && from < length) {
                bits |= (packed[from++] & 0xFFL) << held;
                held += 8;
            }
            int code = (int) bits & (1 << size) - 1;
            if (held < size || code == end) {
                throw new Refused("broken", "a frame of the GIF file has too few pixels");
            }
            bits >>>= size;
            held -= size;
            if (code == clear) {
                size = literalBits + 1;
                next = end + 1;
                before = -1;
                continue;
            }
            if (before >= 0 && next < CODES) {
                starts[next] = before;
                lengths[next++] = beforeLength + 1;
                // A full table stays as it is until the encoder clears it: some put that off.
                if (next == 1 << size && size < LONGEST) {
                    size++;
                }
            }
            before = to;
            if (code < clear) {
                out[to++] = (byte) code;
            } else {
                if (code >= next) {
                    throw new Refused("broken", "the GIF file uses a code that stands for nothing");
                }
                int stop = Math.min(wanted, to + lengths[code]);
                for (int copied = starts[code]; to < stop; ) {
                    out[to++] = out[copied++];
                }
            }
            beforeLength = to - before;
        }
    }
}
