package scales.worker.image.jpeg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import scales.worker.image.Refused;

/** Each scan adds coefficients or bits to all blocks. */
final class ProgressivePicture extends Picture {
    private final Coefficients[] coefficients;

    ProgressivePicture(Frame frame, int size, boolean transposed) {
        super(frame, size, transposed);
        this.coefficients = frame.components().stream()
                .map(component -> new Coefficients(
                        frame.paddedBlocksWide(component), frame.paddedBlocksHigh(component)))
                .toArray(Coefficients[]::new);
    }

    @Override
    void decode(Scan scan, EntropyData data) throws Refused, Unsupported {
        for (ScanComponent part : scan.parts()) {
            if (!coefficients[part.index()].accept(scan)) {
                throw new Unsupported("scans that repeat or skip bits");
            }
        }
        if (scan.first() == 0) {
            new DcScan(frame, scan, data, coefficients).decode();
        } else {
            new AcScan(frame, scan, data, coefficients[scan.parts().get(0).index()]).decode();
        }
    }

    @Override
    boolean started() {
        return Arrays.stream(coefficients).allMatch(Coefficients::started);
    }

    @Override
    boolean complete() {
        return Arrays.stream(coefficients).allMatch(Coefficients::complete);
    }

    @Override
    List<Plane> planes() {
        List<Plane> planes = new ArrayList<>();
        for (int c = 0; c < coefficients.length; c++) {
            Plane plane = emptyPlane(frame.components().get(c));
            coefficients[c].toSamples(size, transposed, quantiser(c), plane);
            planes.add(plane);
        }
        return planes;
    }
}
