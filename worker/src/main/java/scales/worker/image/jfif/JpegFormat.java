package scales.worker.image.jfif;

import scales.worker.image.Refused;
import scales.worker.image.Source;

/** Opens JPEGs. Safe for use by several threads at once. */
public final class JpegFormat {
    /** A scan can refine the whole picture for a few bytes; real progressive pictures have about ten. */
    private static final int SCANS = 64;
    private static final long SCANNED_PIXELS = 1_500_000_000;

    private final JpegDecoder decoder = new JpegDecoder();
    private final JpegEncoder encoder = new JpegEncoder();

    /** @throws Refused when the headers are broken, or promise more work than a real picture needs */
    public Source open(byte[] picture) throws Refused {
        JpegHeader header = HeaderReader.read(picture);
        if (header.scans() > SCANS || header.scans() * header.pixels() > SCANNED_PIXELS) {
            throw new Refused("limit", "the JPEG has too many scans");
        }
        return new JpegSource(picture, header, decoder, encoder);
    }
}
