package scales.worker.image.jfif;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.util.SortedMap;
import java.util.TreeMap;

/** A colour profile spread over APP2 segments (ICC.1:2010, annex B.4). */
final class IccChunks {
    static final String NAME = "ICC_PROFILE\0";
    private static final int HEADER = NAME.length() + 2;
    private static final int LARGEST = 4 << 20;
    private static final int SMALLEST = 132;

    private final SortedMap<Integer, byte[]> chunks = new TreeMap<>();
    private boolean broken;
    private int count;

    void take(Segments segment, byte[] bytes) {
        if (!segment.begins(NAME) || segment.length() < HEADER) {
            return;
        }
        int number = segment.u8(NAME.length());
        int of = segment.u8(NAME.length() + 1);
        byte[] content = java.util.Arrays.copyOfRange(bytes, segment.from() + HEADER, segment.to());
        broken |= number < 1 || number > of || count != 0 && of != count || chunks.put(number, content) != null;
        count = of;
    }

    /** @return the profile; null when there is none, or a broken one, or one for another number of components */
    byte[] profile(int components) {
        if (broken || count == 0 || chunks.size() != count) {
            return null;
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        chunks.values().forEach(joined::writeBytes);
        byte[] profile = joined.toByteArray();
        return isSound(profile, components) ? profile : null;
    }

    private static boolean isSound(byte[] profile, int components) {
        if (profile.length < SMALLEST || profile.length > LARGEST) {
            return false;
        }
        int space = switch (components) {
            case 1 -> ColorSpace.TYPE_GRAY;
            case 3 -> ColorSpace.TYPE_RGB;
            default -> ColorSpace.TYPE_CMYK;
        };
        try {
            return ICC_Profile.getInstance(profile).getColorSpaceType() == space;
        } catch (IllegalArgumentException | CMMException broken) {
            return false;
        }
    }
}
