package scales.worker.image.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes of a file, and the bits of its scans with the stuffing that keeps them apart from markers (F.1.2.3). */
final class BitWriter implements SymbolSink {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int size;
    private long bits;
    private int waiting;
    private CodingTable[] tables;

    BitWriter(int capacity) {
        bytes = new byte[Math.max(64, capacity)];
    }

    void use(CodingTable... scanTables) {
        tables = scanTables;
    }

    @Override
    public void symbol(int table, int symbol) {
        CodingTable codes = tables[table];
        bits(codes.codes[symbol], codes.lengths[symbol]);
    }

    @Override
    public void symbol(int table, int symbol, int extra, int count) {
        CodingTable codes = tables[table];
        bits(codes.codes[symbol] << count | extra, codes.lengths[symbol] + count);
    }

    /** @param count 0 to 32; {@code more} has no other bits */
    @Override
    public void bits(int more, int count) {
        bits = bits << count | more & 0xFFFFFFFFL;
        waiting += count;
        if (waiting >= 32) {
            waiting -= 32;
            word((int) (bits >>> waiting));
        }
    }

    private void word(int word) {
        if (size + 8 > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + 8, (int) Math.min(size * 2L, Integer.MAX_VALUE - 8)));
        }
        int complement = ~word;
        if ((complement - 0x01010101 & word & 0x80808080) == 0) {
            INTS.set(bytes, size, word);
            size += 4;
        } else {
            for (int shift = 24; shift >= 0; shift -= 8) {
                stuffed(word >>> shift);
            }
        }
    }

    private void stuffed(int value) {
        bytes[size++] = (byte) value;
        if ((value & 0xFF) == 0xFF) {
            bytes[size++] = 0;
        }
    }

    /** Ends a scan: fills up the last byte with ones. */
    void endBits() {
        ensure(16);
        int fill = -waiting & 7;
        bits = bits << fill | (1 << fill) - 1;
        for (waiting += fill; waiting > 0; waiting -= 8) {
            stuffed((int) (bits >>> waiting - 8));
        }
        bits = 0;
    }

    void marker(int marker) {
        ensure(2);
        bytes[size++] = (byte) 0xFF;
        bytes[size++] = (byte) marker;
    }

    /** A marker with its length and content. */
    void segment(int marker, byte[] content) {
        marker(marker);
        ensure(content.length + 2);
        bytes[size++] = (byte) (content.length + 2 >> 8);
        bytes[size++] = (byte) (content.length + 2);
        System.arraycopy(content, 0, bytes, size, content.length);
        size += content.length;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, (int) Math.min(size * 2L, Integer.MAX_VALUE - 8)));
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }
}
