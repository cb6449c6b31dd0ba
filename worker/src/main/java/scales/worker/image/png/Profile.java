package scales.worker.image.png;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import scales.worker.image.Refused;

/** The colour profile in an iCCP chunk: a name, a zero byte, a zero byte for the method, a zlib stream. */
final class Profile {
    /** Bytes inflated. Profiles of cameras and screens have kilobytes, the largest in use some two megabytes. */
    private static final int MOST = 4 << 20;
    private static final int LONGEST_NAME = 79;
    private static final int HEADER = 128;
    private static final byte[] NAME = "ICC profile\0\0".getBytes(StandardCharsets.US_ASCII);

    private Profile() {}

    /**
     * Packed anew, so that nothing but the profile goes out.
     *
     * @return data of a new iCCP chunk; null when the profile is broken or for other colours than the picture's
     */
    static byte[] repacked(byte[] file, int from, int length, ColourType type) throws Refused {
        int at = from;
        int end = from + length;
        while (at < end && at - from <= LONGEST_NAME && file[at] != 0) {
            at++;
        }
        if (at == from || end - at < 2 || file[at] != 0 || file[at + 1] != 0) {
            return null;
        }
        byte[] profile = inflated(file, at + 2, end);
        return profile == null || !isFor(profile, type) ? null : packed(profile, Chunks.u32(profile, 0));
    }

    private static byte[] inflated(byte[] file, int from, int end) throws Refused {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(file, from, end - from);
            ByteArrayOutputStream profile = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            for (int n; (n = inflater.inflate(buffer)) > 0; ) {
                profile.write(buffer, 0, n);
                if (profile.size() > MOST) {
                    throw new Refused("limit", "the colour profile is larger than " + MOST + " bytes");
                }
            }
            return inflater.finished() ? profile.toByteArray() : null;
        } catch (DataFormatException e) {
            return null;
        } finally {
            inflater.end();
        }
    }

    /** ICC.1:2022, 7.2: length, ..., colour space at 16, ..., signature at 36. */
    private static boolean isFor(byte[] profile, ColourType type) {
        if (profile.length < HEADER + 4) {
            return false;
        }
        int size = Chunks.u32(profile, 0);
        String space = new String(profile, 16, 4, StandardCharsets.ISO_8859_1);
        String signature = new String(profile, 36, 4, StandardCharsets.ISO_8859_1);
        boolean grey = type == ColourType.GREY || type == ColourType.GREY_ALPHA;
        return size >= HEADER + 4 && size <= profile.length && signature.equals("acsp")
                && space.equals(grey ? "GRAY" : "RGB ");
    }

    private static byte[] packed(byte[] profile, int size) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(profile, 0, size);
            deflater.finish();
            byte[] data = Arrays.copyOf(NAME, NAME.length + size + size / 1000 + 64);
            int packed = deflater.deflate(data, NAME.length, data.length - NAME.length);
            return Arrays.copyOf(data, NAME.length + packed);
        } finally {
            deflater.end();
        }
    }
}
