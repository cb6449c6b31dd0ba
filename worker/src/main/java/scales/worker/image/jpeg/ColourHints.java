package scales.worker.image.jpeg;

import java.util.List;

/** What a file says of its colours besides the pixels. */
final class ColourHints {
    private boolean jfif;
    /** -1 when there is no Adobe segment. */
    private int adobeTransform = -1;

    void note(int marker, byte[] file, int at, int end) {
        if (marker == Marker.APP0 && starts(file, at, end, "JFIF\0")) {
            jfif = true;
        } else if (marker == Marker.APP14 && end - at >= 12 && starts(file, at, end, "Adobe")) {
            adobeTransform = file[at + 11] & 0xFF;
        }
    }

    /** @return whether three components are red, green and blue; judged as libjpeg does, which everybody follows */
    boolean rgb(Frame frame) {
        if (frame.components().size() != 3 || jfif) {
            return false;
        }
        return adobeTransform >= 0
                ? adobeTransform == 0
                : frame.components().stream().map(Component::id).toList().equals(List.of((int) 'R', (int) 'G', (int) 'B'));
    }

    private static boolean starts(byte[] file, int at, int end, String text) {
        if (end - at < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (file[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
