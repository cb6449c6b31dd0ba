package scales.worker.image.png;

import java.util.Arrays;
import java.util.zip.CRC32;

/** A PNG file growing in memory, chunk by chunk. */
final class ChunkWriter {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private final CRC32 crc = new CRC32();
    /** The file; whoever writes a large chunk may fill it directly between {@link #begin} and {@link #end}. */
    byte[] file;
    int at;
    private int start;

    /** @param room bytes to begin with */
    ChunkWriter(int room) {
        file = Arrays.copyOf(SIGNATURE, Math.max(room, 1024));
        at = SIGNATURE.length;
    }

    void chunk(int type, byte[] data) {
        begin(type);
        ensure(data.length);
        System.arraycopy(data, 0, file, at, data.length);
        at += data.length;
        end();
    }

    void begin(int type) {
        ensure(8);
        start = at;
        put(0);
        put(type);
    }

    void end() {
        int now = at;
        at = start;
        put(now - start - 8);
        at = now;
        crc.reset();
        crc.update(file, start + 4, now - start - 4);
        ensure(4);
        put((int) crc.getValue());
    }

    void ensure(int more) {
        if (file.length - at < more) {
            file = Arrays.copyOf(file, (int) Math.min(Integer.MAX_VALUE - 8, at + more + file.length / 2L));
        }
    }

    private void put(int value) {
        file[at++] = (byte) (value >> 24);
        file[at++] = (byte) (value >> 16);
        file[at++] = (byte) (value >> 8);
        file[at++] = (byte) value;
    }

    byte[] finished() {
        return Arrays.copyOf(file, at);
    }
}
