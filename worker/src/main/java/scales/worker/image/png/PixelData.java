package scales.worker.image.png;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import scales.worker.image.Refused;

/**
 * The zlib stream (RFC 1950) that lies in pieces in the file, inflated as far as the pixels need it and no further: neither
 * what follows nor the check sum at the end is looked at, each piece has its own.
 */
final class PixelData implements AutoCloseable {
    private final byte[] file;
    private final int[] pieces;
    private final Inflater inflater = new Inflater(true);
    private int piece;
    private int from;

    PixelData(byte[] file, int[] pieces) throws Refused {
        this.file = file;
        this.pieces = pieces;
        this.from = pieces[0];
        try {
            int method = one();
            int flags = one();
            if ((method & 15) != 8 || method >> 4 > 7 || (method << 8 | flags) % 31 != 0 || (flags & 32) != 0) {
                throw new Refused("broken", "the pixels of the PNG file are packed in an unknown way");
            }
        } catch (Refused e) {
            close();
            throw e;
        }
    }

    private int one() throws Refused {
        if (from == pieces[piece + 1]) {
            nextPiece();
        }
        return file[from++] & 0xFF;
    }

    private void nextPiece() throws Refused {
        piece += 2;
        if (piece == pieces.length) {
            throw tooShort();
        }
        from = pieces[piece];
    }

    /** Fills this part of the buffer. */
    void read(byte[] buffer, int at, int length) throws Refused {
        int end = at + length;
        try {
            while (at < end) {
                int n = inflater.inflate(buffer, at, end - at);
                at += n;
                if (n == 0) {
                    if (inflater.finished() || inflater.needsDictionary()) {
                        throw tooShort();
                    }
                    if (from == pieces[piece + 1]) {
                        nextPiece();
                    }
                    inflater.setInput(file, from, pieces[piece + 1] - from);
                    from = pieces[piece + 1];
                }
            }
        } catch (DataFormatException e) {
            throw new Refused("broken", "the pixels of the PNG file cannot be unpacked", e);
        }
    }

    private static Refused tooShort() {
        return new Refused("broken", "the PNG file ends before its last pixel");
    }

    @Override
    public void close() {
        inflater.end();
    }
}
