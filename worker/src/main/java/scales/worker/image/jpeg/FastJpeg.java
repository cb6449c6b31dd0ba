package scales.worker.image.jpeg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import scales.worker.image.Format;
import scales.worker.image.Refused;
import scales.worker.image.Resized;
import scales.worker.image.raster.Orientation;

/** Resizes the JPEGs that cameras, phones and web sites make, many times as fast as a general reader and writer can. */
public final class FastJpeg {
    private FastJpeg() {}

    /**
     * What the caller wants, and has read from segments that are of no concern here.
     *
     * @param width       of the upright picture wanted, so {@code height}
     * @param orientation to be applied to the stored picture
     * @param densityUnit as in a JFIF segment: 0 for an aspect ratio, 1 per inch, 2 per centimetre
     * @param profile     the ICC profile to keep, or null
     */
    public record Wish(int width, int height, Orientation orientation,
            int densityUnit, int xDensity, int yDensity, byte[] profile) {}

    /**
     * @param file within the limits for sides, pixels and scans, which are judged before
     * @return nothing when the file is none of the common cases and a general reader must judge it
     * @throws Refused when it is broken
     */
    public static Optional<Resized> resize(byte[] file, Wish wish) throws Refused {
        try {
            return Optional.of(resizeCommon(file, wish));
        } catch (Unsupported unusual) {
            return Optional.empty();
        }
    }

    private static Resized resizeCommon(byte[] file, Wish wish) throws Refused, Unsupported {
        long start = System.nanoTime();
        boolean turned = wish.orientation().swapsSides();
        Decoded decoded = JpegDecoder.decode(file, frame -> size(frame, wish, turned), turned);
        long read = System.nanoTime();
        Frame target = decoded.frame().resized(wish.width(), wish.height(), turned, decoded.rgb());
        List<RowSource> sources = new ArrayList<>();
        for (int c = 0; c < target.components().size(); c++) {
            sources.add(rows(decoded, c, target, wish.orientation()));
        }
        long prepared = System.nanoTime();
        JpegEncoder.Encoded encoded = JpegEncoder.encode(target, sources, decoded.quantisers(), new Envelope(
                decoded.rgb(), wish.densityUnit(), wish.xDensity(), wish.yDensity(), wish.profile()));
        long written = System.nanoTime();
        return new Resized(Format.JPEG, encoded.bytes(), read - start,
                prepared - read + encoded.sourceNanos(), written - prepared - encoded.sourceNanos());
    }

    /**
     * Twice the samples wanted, as Pillow's thumbnails: a decoder's own filter is sharp-edged and knows nothing beyond its
     * block. Photographs would look the same with less; screens of dots and fine lines would not.
     */
    private static int size(Frame stored, Wish wish, boolean turned) {
        double scale = Math.max(
                (double) wish.width() / (turned ? stored.height() : stored.width()),
                (double) wish.height() / (turned ? stored.width() : stored.height()));
        return (int) Math.min(8, Math.ceil(scale * 16 - 1e-9));
    }

    private static RowSource rows(Decoded decoded, int index, Frame target, Orientation orientation) {
        Plane plane = decoded.planes().get(index);
        Component component = target.components().get(index);
        Frame stored = decoded.frame();
        boolean turned = orientation.swapsSides();
        double xRatio = decoded.size() / 8.0 * (turned ? stored.height() : stored.width()) / target.width();
        double yRatio = decoded.size() / 8.0 * (turned ? stored.width() : stored.height()) / target.height();
        // A plane may go beyond the picture's right and lower edges; in a mirror these come first.
        double pictureWidth = xRatio * target.width() * component.horizontal() / target.widestSampling();
        double pictureHeight = yRatio * target.height() * component.vertical() / target.highestSampling();
        boolean mirrored = isMirrored(orientation);
        boolean upsideDown = isUpsideDown(orientation);
        Taps across = new Taps(plane.width(), component.width(), xRatio, mirrored ? plane.width() - pictureWidth : 0);
        Taps down = new Taps(plane.height(), component.height(), yRatio, upsideDown ? plane.height() - pictureHeight : 0);
        RowSource rows = new PlaneRows(plane, mirrored, upsideDown);
        return across.isIdentity() && down.isIdentity()
                ? rows
                : new ScaledRows(rows, plane.width(), plane.height(), across, down);
    }

    /** @return whether the picture is mirrored left to right, after it has been transposed if its sides are swapped */
    private static boolean isMirrored(Orientation orientation) {
        return switch (orientation) {
            case MIRRORED, ROTATED_180, ROTATED_90, TRANSVERSED -> true;
            default -> false;
        };
    }

    private static boolean isUpsideDown(Orientation orientation) {
        return switch (orientation) {
            case FLIPPED, ROTATED_180, ROTATED_270, TRANSVERSED -> true;
            default -> false;
        };
    }
}
