package scales.worker.image.jfif;

import java.util.List;
import scales.worker.image.raster.Orientation;

/**
 * What the segments of a JPEG say, judged: sizes above 0, 8 bits, 1, 3 or 4 components with legal sampling factors, each of
 * them in a scan.
 *
 * @param width       pixels as stored
 * @param height      pixels as stored
 * @param progressive whether it becomes sharper while it loads
 * @param arithmetic  whether it is coded in the way that hardly anybody reads
 * @param tables      quantisation tables by number, 64 values in natural order each, null where there is none
 * @param icc         colour profile, null without a sound one
 * @param jfif        whether it says that it follows JFIF, which fixes its colour space
 * @param adobe       what the Adobe segment says of the colour space: 0 none, 1 YCbCr, 2 YCCK; -1 without that segment
 * @param scans       how many times the decoder must go over the picture
 */
record JpegHeader(
        int width,
        int height,
        boolean progressive,
        boolean arithmetic,
        List<Component> components,
        int[][] tables,
        Density density,
        Orientation orientation,
        byte[] icc,
        boolean jfif,
        int adobe,
        int scans) {

    long pixels() {
        return (long) width * height;
    }

    /** @return samples of a picture with so many pixels which is sampled alike */
    long samples(long pixels) {
        int h = components.stream().mapToInt(Component::h).max().orElse(1);
        int v = components.stream().mapToInt(Component::v).max().orElse(1);
        return components.stream().mapToLong(component -> pixels * component.h() * component.v() / (h * v)).sum();
    }

    /** @return whether {@link scales.worker.image.jpeg.FastJpeg} will take it */
    boolean isCommon() {
        return components.size() < 4 && !arithmetic && components.stream().map(Component::id).distinct().count() == components.size();
    }
}
