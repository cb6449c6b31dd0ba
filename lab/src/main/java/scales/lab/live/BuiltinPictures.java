package scales.lab.live;

import io.vertx.core.buffer.Buffer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/**
 * Pictures of very different work: each size has four times the pixels of the one before, and the largest, which are rare, make
 * about as much work as all the others. They are always the same.
 */
final class BuiltinPictures {
    /** @param often in hundredths */
    private record Size(int width, int often, List<String> formats, List<String> scales) {}

    private static final List<String> ALL_FORMATS = List.of("jpeg", "png", "gif", "bmp");
    private static final List<String> SMALLER = List.of("0.25", "0.5", "0.75");
    private static final List<Size> SIZES = List.of(
            new Size(80, 40, ALL_FORMATS, List.of("0.25", "0.5", "0.75", "1.5")),
            new Size(160, 32, ALL_FORMATS, List.of("0.25", "0.5", "0.75", "1.5")),
            new Size(320, 18, ALL_FORMATS, SMALLER),
            new Size(640, 8, List.of("jpeg", "png"), SMALLER),
            new Size(1280, 2, List.of("jpeg"), SMALLER));

    private BuiltinPictures() {}

    static PictureMix mix() throws IOException {
        List<Picture> pictures = new ArrayList<>();
        for (Size size : SIZES) {
            BufferedImage painted = rings(size.width());
            for (String format : size.formats()) {
                pictures.add(new Picture(encoded(painted, format), "image/" + format, size.scales(), (double) size.often() / size.formats().size()));
            }
        }
        return new PictureMix("built-in pictures, " + SIZES.stream().map(size -> size.width() + " wide (" + size.often() + " %, "
                + String.join(" ", size.formats()) + ", to " + String.join(" ", size.scales()) + ")").collect(Collectors.joining("; "))
                + "; all formats and scales of one size equally often", pictures);
    }

    private static BufferedImage rings(int width) {
        int height = width * 2 / 3;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double ring = Math.sin(Math.hypot(x - width / 2.0, y - height / 2.0) / 9);
                row[x] = level(x / (double) width, ring) << 16 | level(y / (double) height, ring) << 8 | level(0.8, -ring);
            }
            image.setRGB(0, y, width, 1, row, 0, width);
        }
        return image;
    }

    private static int level(double base, double ring) {
        return (int) Math.max(0, Math.min(255, 255 * (0.15 + 0.7 * base + 0.15 * ring)));
    }

    private static Buffer encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, bytes)) {
            throw new IOException("this Java cannot write " + format);
        }
        return Buffer.buffer(bytes.toByteArray());
    }
}
