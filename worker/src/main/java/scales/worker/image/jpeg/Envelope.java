package scales.worker.image.jpeg;

import java.nio.charset.StandardCharsets;

/**
 * What a file says besides its pixels.
 *
 * @param rgb         whether the components are red, green and blue; a JFIF segment would deny it, so density is not said
 * @param densityUnit 0 for an aspect ratio, 1 per inch, 2 per centimetre
 * @param profile     an ICC profile, or null
 */
record Envelope(boolean rgb, int densityUnit, int xDensity, int yDensity, byte[] profile) {
    private static final int PROFILE_HEADER = 14;
    private static final int MOST_PROFILE_BYTES = 65_533 - PROFILE_HEADER;

    void write(BitWriter out) {
        if (rgb) {
            // Adobe technical note 5116: version 100, flags, transform 0, which means that there is none.
            out.segment(Marker.APP14, new byte[] {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0});
        } else {
            out.segment(Marker.APP0, new byte[] {'J', 'F', 'I', 'F', 0, 1, 1, (byte) densityUnit,
                (byte) (xDensity >> 8), (byte) xDensity, (byte) (yDensity >> 8), (byte) yDensity, 0, 0});
        }
        if (profile != null) {
            writeProfile(out);
        }
    }

    /** ICC.1:2010, annex B.4. */
    private void writeProfile(BitWriter out) {
        int chunks = Frame.ceilDiv(profile.length, MOST_PROFILE_BYTES);
        for (int chunk = 0; chunk < chunks; chunk++) {
            int from = chunk * MOST_PROFILE_BYTES;
            int length = Math.min(MOST_PROFILE_BYTES, profile.length - from);
            byte[] content = new byte[PROFILE_HEADER + length];
            System.arraycopy("ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII), 0, content, 0, 12);
            content[12] = (byte) (chunk + 1);
            content[13] = (byte) chunks;
            System.arraycopy(profile, from, content, PROFILE_HEADER, length);
            out.segment(Marker.APP2, content);
        }
    }
}
