package scales.worker.image.jpeg;

import java.util.ArrayList;
import java.util.List;
import scales.worker.image.Refused;

/** What a start of frame says (B.2.2), judged. */
record Frame(boolean progressive, int width, int height, List<Component> components) {
    /** Far above what a picture may have, far below what an array can hold. */
    private static final long MOST_PIXELS = 1L << 28;

    /** @param at where the content of the segment starts, after its length */
    static Frame parse(int marker, byte[] file, int at, int end) throws Refused, Unsupported {
        if (marker > Marker.SOF_PROGRESSIVE) {
            throw new Unsupported("process " + Integer.toHexString(marker));
        }
        if (end - at < 6 || end - at < 6 + 3 * (file[at + 5] & 0xFF)) {
            throw new Refused("broken", "the JPEG frame header is too short");
        }
        int height = (file[at + 1] & 0xFF) << 8 | file[at + 2] & 0xFF;
        int width = (file[at + 3] & 0xFF) << 8 | file[at + 4] & 0xFF;
        int count = file[at + 5] & 0xFF;
        if (file[at] != 8 || height == 0 || count != 1 && count != 3) {
            throw new Unsupported("precision, height or components");
        }
        if (width == 0) {
            throw new Refused("broken", "the JPEG has no width");
        }
        if ((long) width * height > MOST_PIXELS) {
            throw new Refused("limit", "the JPEG has too many pixels");
        }
        return new Frame(marker == Marker.SOF_PROGRESSIVE, width, height, components(file, at + 6, count, width, height));
    }

    private static List<Component> components(byte[] file, int at, int count, int width, int height)
            throws Refused, Unsupported {
        int widest = 1;
        int highest = 1;
        for (int c = 0; c < count; c++) {
            int factors = file[at + 3 * c + 1] & 0xFF;
            if (factors >> 4 < 1 || factors >> 4 > 4 || (factors & 15) < 1 || (factors & 15) > 4) {
                throw new Refused("broken", "the JPEG has a wrong sampling factor");
            }
            widest = Math.max(widest, factors >> 4);
            highest = Math.max(highest, factors & 15);
        }
        List<Component> components = new ArrayList<>();
        for (int c = 0; c < count; c++) {
            int id = file[at + 3 * c] & 0xFF;
            int h = (file[at + 3 * c + 1] & 0xFF) >> 4;
            int v = file[at + 3 * c + 1] & 15;
            if (components.stream().anyMatch(other -> other.id() == id)) {
                throw new Unsupported("two components of one name");
            }
            // A lone component is never interleaved: its factors mean nothing (A.2.2).
            int table = file[at + 3 * c + 2] & 0xFF;
            components.add(count == 1
                    ? new Component(id, 1, 1, table, width, height)
                    : new Component(id, h, v, table, ceilDiv(width * h, widest), ceilDiv(height * v, highest)));
        }
        // More blocks than a unit may have (B.2.3): such a picture comes in separate scans, but would leave in one.
        if (components.stream().mapToInt(component -> component.horizontal() * component.vertical()).sum() > 10) {
            throw new Unsupported("sampling");
        }
        return List.copyOf(components);
    }

    /** @return a frame of that size with the same sampling, and component names that say which colours they are */
    Frame resized(int newWidth, int newHeight, boolean turned, boolean rgb) {
        int widest = turned ? highestSampling() : widestSampling();
        int highest = turned ? widestSampling() : highestSampling();
        List<Component> resized = new ArrayList<>();
        for (int c = 0; c < components.size(); c++) {
            Component component = components.get(c);
            int h = turned ? component.vertical() : component.horizontal();
            int v = turned ? component.horizontal() : component.vertical();
            resized.add(new Component(rgb ? "RGB".charAt(c) : c + 1, h, v, component.table(),
                    ceilDiv(newWidth * h, widest), ceilDiv(newHeight * v, highest)));
        }
        return new Frame(progressive, newWidth, newHeight, List.copyOf(resized));
    }

    int widestSampling() {
        return components.stream().mapToInt(Component::horizontal).max().orElse(1);
    }

    int highestSampling() {
        return components.stream().mapToInt(Component::vertical).max().orElse(1);
    }

    /** @return units of all components that are coded together, per line */
    int unitsWide() {
        return ceilDiv(width, 8 * widestSampling());
    }

    int unitsHigh() {
        return ceilDiv(height, 8 * highestSampling());
    }

    /** @return blocks per line with those that fill up the last unit */
    int paddedBlocksWide(Component component) {
        return unitsWide() * component.horizontal();
    }

    int paddedBlocksHigh(Component component) {
        return unitsHigh() * component.vertical();
    }

    /** @return where the component of that name stands, or -1 */
    int indexOf(int id) {
        for (int c = 0; c < components.size(); c++) {
            if (components.get(c).id() == id) {
                return c;
            }
        }
        return -1;
    }

    static int ceilDiv(int value, int divisor) {
        return (value + divisor - 1) / divisor;
    }
}
