package scales.worker.image.jpeg;

import java.util.List;
import scales.worker.image.Refused;

/** A frame on its way to planes, scan by scan. */
abstract sealed class Picture permits SequentialPicture, ProgressivePicture {
    final Frame frame;
    final int size;
    /** Whether columns become rows on the way into the planes, which costs nothing there. */
    final boolean transposed;
    /** By component; those in force when its first scan begins. */
    private final int[][] quantisers;

    Picture(Frame frame, int size, boolean transposed) {
        this.frame = frame;
        this.size = size;
        this.transposed = transposed;
        this.quantisers = new int[frame.components().size()][];
    }

    /** @param inForce the quantisation tables now, by number; null for those that never came */
    final void add(Scan scan, EntropyData data, int[][] inForce) throws Refused, Unsupported {
        for (ScanComponent part : scan.parts()) {
            int table = part.component().table();
            if (quantisers[part.index()] == null) {
                if (table >= inForce.length || inForce[table] == null) {
                    throw new Refused("broken", "the JPEG lacks a quantisation table");
                }
                quantisers[part.index()] = inForce[table];
            }
        }
        decode(scan, data);
    }

    abstract void decode(Scan scan, EntropyData data) throws Refused, Unsupported;

    /** @return whether every component has pixels, if coarse ones */
    abstract boolean started();

    /** @return whether no scan is missing */
    abstract boolean complete();

    abstract List<Plane> planes();

    final int[] quantiser(int component) {
        return quantisers[component];
    }

    /** To be asked when {@link #started}. */
    final List<int[]> quantisers() {
        return List.of(quantisers);
    }

    /** @return room for whole blocks; it claims only what belongs to the picture */
    final Plane emptyPlane(Component component) {
        int across = frame.paddedBlocksWide(component) * size;
        int down = frame.paddedBlocksHigh(component) * size;
        int width = Frame.ceilDiv(component.width() * size, 8);
        int height = Frame.ceilDiv(component.height() * size, 8);
        byte[] samples = new byte[Math.multiplyExact(across, down)];
        return transposed ? new Plane(samples, down, height, width) : new Plane(samples, across, width, height);
    }
}
