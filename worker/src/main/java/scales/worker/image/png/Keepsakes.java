package scales.worker.image.png;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import scales.worker.image.Refused;

/** The chunks that a resized picture needs to look the same: what its colours mean and how dense it is. */
final class Keepsakes {
    static final int ICCP = 0x69434350;
    static final int PHYS = 0x70485973;
    private static final int GAMA = 0x67414D41;
    private static final int CHRM = 0x6348524D;
    private static final int SRGB = 0x73524742;
    private static final int CICP = 0x63494350;

    /** Data by type, in the order of the file; the first of a type counts. */
    private final Map<Integer, byte[]> chunks = new LinkedHashMap<>();

    void offer(byte[] file, Chunks at, ColourType type, boolean paletteSeen) throws Refused {
        boolean wanted = switch (at.type()) {
            case GAMA, CICP -> at.length() == 4 && !paletteSeen;
            case CHRM -> at.length() == 32 && !paletteSeen;
            case SRGB -> at.length() == 1 && !paletteSeen;
            case ICCP -> !paletteSeen;
            case PHYS -> at.length() == 9;
            default -> false;
        };
        if (!wanted || chunks.containsKey(at.type()) || !at.intact()) {
            return;
        }
        byte[] data = at.type() == ICCP
                ? Profile.repacked(file, at.from(), at.length(), type)
                : Arrays.copyOfRange(file, at.from(), at.from() + at.length());
        if (data != null) {
            chunks.put(at.type(), data);
        }
    }

    /** @param turned whether width and height have changed places since the file was read */
    Map<Integer, byte[]> chunks(boolean turned) {
        if (!turned || !chunks.containsKey(PHYS)) {
            return chunks;
        }
        Map<Integer, byte[]> result = new LinkedHashMap<>(chunks);
        byte[] density = chunks.get(PHYS).clone();
        System.arraycopy(chunks.get(PHYS), 0, density, 4, 4);
        System.arraycopy(chunks.get(PHYS), 4, density, 0, 4);
        result.put(PHYS, density);
        return result;
    }
}
