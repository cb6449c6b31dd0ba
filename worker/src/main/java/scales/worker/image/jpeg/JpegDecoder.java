package scales.worker.image.jpeg;

import java.util.function.ToIntFunction;
import scales.worker.image.Refused;

/** Reads a file from marker to marker (annex B) and decodes its scans. */
final class JpegDecoder {
    /** No real file has more; each may cost as much as a whole picture. */
    private static final int MOST_SCANS = 64;

    private final byte[] file;
    private final ToIntFunction<Frame> sizeOfBlocks;
    private final boolean transposed;
    private final int[][] quantisers = new int[4][];
    private final DecodingTable[] dcTables = new DecodingTable[4];
    private final DecodingTable[] acTables = new DecodingTable[4];
    private final BitReader bits;
    private final ColourHints hints = new ColourHints();
    private int interval;
    private int scans;
    private Frame frame;
    private Picture picture;

    private JpegDecoder(byte[] file, ToIntFunction<Frame> sizeOfBlocks, boolean transposed) {
        this.file = file;
        this.sizeOfBlocks = sizeOfBlocks;
        this.transposed = transposed;
        this.bits = new BitReader(file.length);
    }

    /**
     * @param sizeOfBlocks samples per side, 1 to 8, that each 8x8 block of that frame is to become
     * @param transposed   whether the planes' rows are to be the picture's columns
     * @throws Refused     when it is broken, which includes an end before all pixels are there
     * @throws Unsupported when it is not one of the common cases
     */
    static Decoded decode(byte[] file, ToIntFunction<Frame> sizeOfBlocks, boolean transposed)
            throws Refused, Unsupported {
        return new JpegDecoder(file, sizeOfBlocks, transposed).decode();
    }

    private Decoded decode() throws Refused, Unsupported {
        int at = 2;
        while (true) {
            // Bytes between segments are skipped as by everybody else.
            while (at + 1 < file.length && (file[at] != -1 || file[at + 1] == 0 || file[at + 1] == -1)) {
                at++;
            }
            int marker = at + 1 < file.length ? file[at + 1] & 0xFF : -1;
            if (marker == -1 || marker == Marker.EOI) {
                return finish(marker == Marker.EOI);
            }
            at += 2;
            if (Marker.standsAlone(marker)) {
                continue;
            }
            int end = at + 2 > file.length ? file.length : at + ((file[at] & 0xFF) << 8 | file[at + 1] & 0xFF);
            if (end > file.length || end < at + 2) {
                // After the pixels there may be half a segment of no importance.
                return finish(false);
            }
            at = marker == Marker.SOS ? scan(at + 2, end) : segment(marker, at + 2, end);
        }
    }

    private int segment(int marker, int at, int end) throws Refused, Unsupported {
        if (Marker.isFrame(marker)) {
            if (frame != null) {
                throw new Refused("broken", "the JPEG has two frames");
            }
            frame = Frame.parse(marker, file, at, end);
        } else if (marker == Marker.DQT) {
            Tables.quantisers(file, at, end, quantisers);
        } else if (marker == Marker.DHT) {
            Tables.huffman(file, at, end, dcTables, acTables);
        } else if (marker == Marker.DRI) {
            interval = Tables.restartInterval(file, at, end);
        } else {
            hints.note(marker, file, at, end);
        }
        return end;
    }

    private int scan(int at, int end) throws Refused, Unsupported {
        if (frame == null) {
            throw new Refused("broken", "the JPEG has pixels before its header");
        }
        if (++scans > MOST_SCANS) {
            throw new Refused("limit", "the JPEG has too many scans");
        }
        if (picture == null) {
            int size = sizeOfBlocks.applyAsInt(frame);
            picture = frame.progressive()
                    ? new ProgressivePicture(frame, size, transposed)
                    : new SequentialPicture(frame, size, transposed);
        }
        Scan scan = ScanHeader.parse(frame, file, at, end, dcTables, acTables, interval);
        EntropyData data = new EntropyData(file, end, interval, bits);
        picture.add(scan, data, quantisers);
        return data.end();
    }

    private Decoded finish(boolean marked) throws Refused {
        if (picture == null || !(marked ? picture.started() : picture.complete())) {
            throw new Refused("broken", "the JPEG ends before its pixels do");
        }
        return new Decoded(frame, picture.size, hints.rgb(frame), picture.planes(), picture.quantisers());
    }
}
