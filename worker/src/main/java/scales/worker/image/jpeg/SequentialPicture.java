package scales.worker.image.jpeg;

import java.util.Arrays;
import java.util.List;
import scales.worker.image.Refused;

/** Each component comes in one scan, whole. */
final class SequentialPicture extends Picture {
    private final Plane[] planes;

    SequentialPicture(Frame frame, int size, boolean transposed) {
        super(frame, size, transposed);
        this.planes = new Plane[frame.components().size()];
    }

    @Override
    void decode(Scan scan, EntropyData data) throws Refused, Unsupported {
        for (ScanComponent part : scan.parts()) {
            if (planes[part.index()] != null) {
                throw new Unsupported("a component twice");
            }
            planes[part.index()] = emptyPlane(part.component());
        }
        new SequentialScan(frame, scan, data, size, transposed, planes, this::quantiser).decode();
    }

    @Override
    boolean started() {
        return complete();
    }

    @Override
    boolean complete() {
        return Arrays.stream(planes).allMatch(plane -> plane != null);
    }

    @Override
    List<Plane> planes() {
        return List.of(planes);
    }
}
