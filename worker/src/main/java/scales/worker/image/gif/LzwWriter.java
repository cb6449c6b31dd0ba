package scales.worker.image.gif;

import java.util.Arrays;

/** Packs indices with the variable-length-code LZW of GIF89a, appendix F, into sub-blocks. */
final class LzwWriter {
    private static final int CODES = 4096;
    private static final int SLOTS = 1 << 14;
    private static final int BLOCK = 255;

    /** What follows a string, and the code of both together: prefix code, byte, code in 12, 8 and 12 bits; open addressing. */
    private final int[] strings = new int[SLOTS];
    private final Output out;
    private int bits;
    private int held;
    /** Where the length of the current sub-block goes. */
    private int block;

    LzwWriter(Output out) {
        this.out = out;
    }

    /** @param literalBits bits that an index needs, at least 2 */
    void write(byte[] indices, int count, int literalBits) {
        int clear = 1 << literalBits;
        int size = literalBits + 1;
        out.put(literalBits);
        block = out.length();
        out.put(0);
        bits = 0;
        held = 0;
        code(clear, size);
        Arrays.fill(strings, -1);
        int next = clear + 2;
        int prefix = indices[0] & 0xFF;
        for (int i = 1; i < count; i++) {
            int key = prefix << 8 | indices[i] & 0xFF;
            int slot = key * 0x9E3779B1 >>> 18;
            int entry;
            while ((entry = strings[slot]) != -1 && entry >>> 12 != key) {
                slot = slot + 1 & SLOTS - 1;
            }
            if (entry != -1) {
                prefix = entry & CODES - 1;
                continue;
            }
            code(prefix, size);
            prefix = indices[i] & 0xFF;
            if (next < CODES) {
                if (next == 1 << size) {
                    size++;
                }
                strings[slot] = key << 12 | next++;
            } else {
                code(clear, size);
                Arrays.fill(strings, -1);
                size = literalBits + 1;
                next = clear + 2;
            }
        }
        code(prefix, size);
        // The reader has by now made one string more than the writer.
        if (next == 1 << size && size < 12) {
            size++;
        }
        code(clear + 1, size);
        finish();
    }

    private void code(int code, int size) {
        bits |= code << held;
        held += size;
        while (held >= 8) {
            octet(bits);
            bits >>>= 8;
            held -= 8;
        }
    }

    private void octet(int value) {
        if (out.length() - block > BLOCK) {
            out.set(block, BLOCK);
            block = out.length();
            out.put(0);
        }
        out.put(value);
    }

    private void finish() {
        if (held > 0) {
            octet(bits);
        }
        out.set(block, out.length() - block - 1);
        out.put(0);
    }
}
