package scales.worker.image.png;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Writes bits into the chunk that is being written, the first bit lowest. */
final class BitWriter {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final ChunkWriter file;
    private long bits;
    private int held;

    BitWriter(ChunkWriter file) {
        this.file = file;
    }

    /** @param length at most 16 */
    void put(int value, int length) {
        bits |= (long) value << held;
        held += length;
        if (held >= 48) {
            file.ensure(8);
            LONG.set(file.file, file.at, bits);
            file.at += 6;
            bits >>>= 48;
            held -= 48;
        }
    }

    /** As many {@link #put}, with everything in registers. */
    void literals(byte[] data, int from, int count, Huffman code) {
        file.ensure(2 * count + 16);
        byte[] out = file.file;
        int at = file.at;
        int[] table = code.both;
        long bits = this.bits;
        int held = this.held;
        int end = from + count;
        int i = from;
        // Seven bits left over and three codes of at most 15 bits fit.
        for (; i + 2 < end; i += 3) {
            LONG.set(out, at, bits);
            at += held >> 3;
            bits >>>= held & ~7;
            held &= 7;
            int a = table[data[i] & 0xFF];
            int b = table[data[i + 1] & 0xFF];
            int c = table[data[i + 2] & 0xFF];
            bits |= (long) (a & 0xFFFF) << held;
            held += a >> 16;
            bits |= (long) (b & 0xFFFF) << held;
            held += b >> 16;
            bits |= (long) (c & 0xFFFF) << held;
            held += c >> 16;
        }
        LONG.set(out, at, bits);
        file.at = at + (held >> 3);
        this.bits = bits >>> (held & ~7);
        this.held = held & 7;
        for (; i < end; i++) {
            put(code.codes[data[i] & 0xFF], code.lengths[data[i] & 0xFF]);
        }
    }

    /** Fills up the last byte with zeros. */
    void align() {
        file.ensure(8);
        LONG.set(file.file, file.at, bits);
        file.at += held + 7 >> 3;
        bits = 0;
        held = 0;
    }
}
