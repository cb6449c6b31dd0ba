package scales.worker.image.jfif;

import java.io.ByteArrayOutputStream;
import scales.worker.image.Refused;

/**
 * A JPEG with nothing in it but what its pixels need. A decoder that never sees thumbnails, EXIF and strange segments
 * cannot stumble over them.
 */
final class CleanJpeg {
    private CleanJpeg() {}

    /**
     * @param bytes as sent
     * @param icc   whether the profile is wanted, since the colours cannot be read without it
     */
    static byte[] of(byte[] bytes, JpegHeader header, boolean icc) throws Refused {
        ByteArrayOutputStream clean = new ByteArrayOutputStream(bytes.length + 32);
        Markers.start(clean);
        if (header.jfif()) {
            Markers.jfif(clean, Density.UNKNOWN);
        }
        if (icc && header.icc() != null) {
            Markers.icc(clean, header.icc());
        }
        Segments segments = new Segments(bytes);
        int copied = 0;
        boolean scan = false;
        while (segments.advance()) {
            if (scan) {
                clean.write(bytes, copied, segments.start() - copied);
            }
            scan = segments.marker() == Segments.SOS;
            if (isNeeded(segments)) {
                clean.write(bytes, segments.start(), segments.to() - segments.start());
            }
            copied = segments.to();
        }
        clean.write(bytes, copied, segments.start() - copied);
        // Complete pixels without an end marker are a picture; with one, a warning means that pixels are missing.
        Markers.end(clean);
        return clean.toByteArray();
    }

    private static boolean isNeeded(Segments segment) {
        int marker = segment.marker();
        boolean adobe = marker == 0xEE && segment.begins("Adobe") && segment.length() >= 12;
        return adobe || marker >= 0xC0 && marker <= 0xDF;
    }
}
