package scales.lab.bench.pictures;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import scales.worker.image.Refused;
import scales.worker.image.gif.GifDecoder;
import scales.worker.image.gif.GifHeader;
import scales.worker.image.raster.Raster;

/** Reads pictures with Java's own readers; only the frames of a GIF, which those do not compose, with ours. */
final class Decoding {
    private Decoding() {}

    static List<BufferedImage> frames(Path file) throws IOException, Refused {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".gif")) {
            return composed(Files.readAllBytes(file));
        }
        BufferedImage image = ImageIO.read(file.toFile());
        if (image == null) {
            throw new IOException("no reader for " + file);
        }
        return List.of(image);
    }

    private static List<BufferedImage> composed(byte[] gif) throws Refused {
        GifHeader header = GifHeader.read(gif);
        GifDecoder decoder = new GifDecoder(gif, header);
        List<BufferedImage> frames = new ArrayList<>();
        while (decoder.next()) {
            frames.add(image(decoder.frame()));
        }
        return frames;
    }

    private static BufferedImage image(Raster raster) {
        BufferedImage image = new BufferedImage(raster.width(), raster.height(), BufferedImage.TYPE_INT_ARGB);
        int step = raster.layout().samples();
        byte[] samples = raster.bytes();
        int[] row = new int[raster.width()];
        for (int y = 0; y < raster.height(); y++) {
            for (int x = 0; x < row.length; x++) {
                int at = (y * row.length + x) * step;
                int alpha = step == 4 ? samples[at + 3] & 0xFF : 255;
                row[x] = argb(alpha, samples[at] & 0xFF, samples[at + 1] & 0xFF, samples[at + 2] & 0xFF);
            }
            image.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
        return image;
    }

    /** @return a row as ARGB, the samples as they are stored: {@code getRGB} would convert grey to another brightness */
    static int[] row(BufferedImage image, int y) {
        int width = image.getWidth();
        if (image.getColorModel() instanceof IndexColorModel || image.getSampleModel().getSampleSize(0) != 8) {
            return image.getRGB(0, y, width, 1, null, 0, width);
        }
        int bands = image.getRaster().getNumBands();
        int[] samples = image.getRaster().getPixels(0, y, width, 1, (int[]) null);
        int[] row = new int[width];
        for (int x = 0, at = 0; x < width; x++, at += bands) {
            int second = bands < 3 ? samples[at] : samples[at + 1];
            int third = bands < 3 ? samples[at] : samples[at + 2];
            row[x] = argb(bands % 2 == 0 ? samples[at + bands - 1] : 255, samples[at], second, third);
        }
        return row;
    }

    static int argb(int alpha, int red, int green, int blue) {
        return alpha << 24 | red << 16 | green << 8 | blue;
    }
}
