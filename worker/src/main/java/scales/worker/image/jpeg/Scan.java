package scales.worker.image.jpeg;

import java.util.List;

/**
 * One scan as its header and the tables before it describe it (B.2.3).
 *
 * @param first      the first coefficient in zigzag order, {@code last} the last
 * @param high       the bit above those already known, 0 in a first scan; {@code low} the lowest bit of this one
 * @param interval   units between restart markers, 0 for none
 */
record Scan(List<ScanComponent> parts, int first, int last, int high, int low, int interval) {

    /** Units of one component alone are its blocks without padding (A.2.2). */
    int unitsWide(Frame frame) {
        return parts.size() == 1 ? parts.get(0).component().blocksWide() : frame.unitsWide();
    }

    int unitsHigh(Frame frame) {
        return parts.size() == 1 ? parts.get(0).component().blocksHigh() : frame.unitsHigh();
    }

    /** @return blocks of that part per unit, side by side */
    int across(ScanComponent part) {
        return parts.size() == 1 ? 1 : part.component().horizontal();
    }

    /** @return blocks of that part per unit, one above the other */
    int down(ScanComponent part) {
        return parts.size() == 1 ? 1 : part.component().vertical();
    }
}
