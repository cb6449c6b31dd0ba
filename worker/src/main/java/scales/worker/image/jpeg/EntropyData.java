package scales.worker.image.jpeg;

import scales.worker.image.Refused;

/** The entropy-coded data of a scan: runs of bits between restart markers that must come in their order (E.2.4). */
final class EntropyData {
    final BitReader bits;
    private final byte[] file;
    private final int interval;
    private int at;
    private int restarts;
    private int unitsLeft;

    EntropyData(byte[] file, int at, int interval, BitReader bits) {
        this.file = file;
        this.interval = interval;
        this.bits = bits;
        this.at = bits.load(file, at);
        this.unitsLeft = interval;
    }

    /**
     * To be called before each unit but the first.
     *
     * @return whether a restart marker came: predictions begin anew
     */
    boolean restart() throws Refused {
        if (interval == 0 || --unitsLeft > 0) {
            return false;
        }
        unitsLeft = interval;
        while (at + 1 < file.length && file[at + 1] == -1) {
            at++;
        }
        if (at + 1 >= file.length || (file[at + 1] & 0xFF) != Marker.RST0 + (restarts++ & 7)) {
            throw new Refused("broken", "a JPEG restart marker is missing or out of order");
        }
        at = bits.load(file, at + 2);
        return true;
    }

    /** @return where the marker after what was read is */
    int end() {
        return at;
    }
}
