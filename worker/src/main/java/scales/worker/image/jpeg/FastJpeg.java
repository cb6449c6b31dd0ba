package scales.worker.image.jpeg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import scales.worker.image.Format;
import scales.worker.image.Refused;
import scales.worker.image.Resized;
import scales.worker.image.raster.Lanczos;
import scales.worker.image.raster.Layout;
import scales.worker.image.raster.Orientation;
import scales.worker.image.raster.Raster;

/** Resizes the JPEGs that cameras, phones and web sites make, many times as fast as a general reader and writer can. */
public final class FastJpeg {
    /**
     * Samples decoded per sample wanted, at least. With less the decoder's own filter, which is sharp-edged and knows
     * nothing beyond its block, would decide how the picture looks.
     */
    private static final double OVERSAMPLING = 1.5;

    private FastJpeg() {}

    /**
     * What the caller has read from the file's other segments, and wants.
     *
     * @param width       of the upright picture wanted, so {@code height}
     * @param orientation to be applied to the stored picture
     * @param densityUnit as in a JFIF segment: 0 for an aspect ratio, 1 per inch, 2 per centimetre
     * @param profile     the ICC profile to keep, or null
     */
    public record Wish(int width, int height, Orientation orientation,
            int densityUnit, int xDensity, int yDensity, byte[] profile) {}

    /**
     * @param file within the limits for sides, pixels and scans: nothing here judges them
     * @return nothing when the file is none of the common cases and the general reader must judge it
     * @throws Refused when it is broken
     */
    public static Optional<Resized> resize(byte[] file, Wish wish) throws Refused {
        try {
            return Optional.of(new FastJpeg.Run(wish).run(file));
        } catch (Unsupported unusual) {
            return Optional.empty();
        }
    }

    private record Run(Wish wish) {
        Resized run(byte[] file) throws Refused, Unsupported {
            long start = System.nanoTime();
            boolean turned = wish.orientation().swapsSides();
            int width = turned ? wish.height() : wish.width();
            int height = turned ? wish.width() : wish.height();
            Decoded decoded = JpegDecoder.decode(file, frame -> size(frame, width, height));
            long read = System.nanoTime();
            Frame stored = decoded.frame().resized(width, height, false, decoded.rgb());
            List<Plane> planes = new ArrayList<>();
            for (int c = 0; c < decoded.planes().size(); c++) {
                planes.add(resample(decoded, c, stored));
            }
            long scaled = System.nanoTime();
            Frame frame = decoded.frame().resized(wish.width(), wish.height(), turned, decoded.rgb());
            Envelope envelope = new Envelope(
                    decoded.rgb(), wish.densityUnit(), wish.xDensity(), wish.yDensity(), wish.profile());
            byte[] bytes = JpegEncoder.encode(frame, planes, decoded.quantisers(), envelope);
            long written = System.nanoTime();
            return new Resized(Format.JPEG, bytes, read - start, scaled - read, written - scaled);
        }

        private Plane resample(Decoded decoded, int index, Frame stored) {
            Plane plane = decoded.planes().get(index);
            Component component = stored.components().get(index);
            byte[] compact = new byte[plane.width() * plane.height()];
            for (int y = 0; y < plane.height(); y++) {
                System.arraycopy(plane.samples(), y * plane.stride(), compact, y * plane.width(), plane.width());
            }
            double shrunk = decoded.size() / 8.0;
            Raster resized = Lanczos.resize(Raster.of(plane.width(), plane.height(), Layout.GREY, compact),
                    component.width(), component.height(),
                    shrunk * decoded.frame().width() / stored.width(),
                    shrunk * decoded.frame().height() / stored.height());
            Raster upright = wish.orientation().upright(resized);
            return new Plane(upright.bytes(), upright.width(), upright.width(), upright.height());
        }

        private static int size(Frame frame, int width, int height) {
            double scale = Math.max((double) width / frame.width(), (double) height / frame.height());
            return (int) Math.max(1, Math.min(8, Math.ceil(scale * 8 * OVERSAMPLING - 1e-9)));
        }
    }
}
