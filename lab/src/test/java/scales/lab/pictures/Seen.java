package scales.lab.pictures;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** What a picture shows, read by the JDK and not by ourselves. */
final class Seen {
    private Seen() {}

    static BufferedImage read(byte[] picture) {
        try {
            BufferedImage read = ImageIO.read(new ByteArrayInputStream(picture));
            if (read == null) {
                throw new AssertionError("no picture");
            }
            return read;
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    /** The middles of the four quarters, in reading order: R, G, B or W, T for transparent; 0 to 3 for shades of grey. */
    static String quarters(BufferedImage picture) {
        int left = picture.getWidth() / 4;
        int right = picture.getWidth() * 3 / 4;
        int top = picture.getHeight() / 4;
        int bottom = picture.getHeight() * 3 / 4;
        return "" + at(picture, left, top) + at(picture, right, top) + at(picture, left, bottom) + at(picture, right, bottom);
    }

    private static char at(BufferedImage picture, int x, int y) {
        boolean grey = picture.getRaster().getNumBands() == 1 && picture.getColorModel().getNumComponents() == 1;
        return grey ? shade(picture, x, y) : colour(picture.getRGB(x, y));
    }

    /** By the sample itself: getRGB takes grey for linear. */
    private static char shade(BufferedImage picture, int x, int y) {
        int most = (1 << picture.getColorModel().getComponentSize(0)) - 1;
        return (char) ('0' + Math.round(picture.getRaster().getSample(x, y, 0) * 3.0 / most));
    }

    static char colour(int argb) {
        if (argb >>> 24 < 128) {
            return 'T';
        }
        String bits = (argb >> 16 & 255) / 128 + "" + (argb >> 8 & 255) / 128 + (argb & 255) / 128;
        return switch (bits) {
            case "100" -> 'R';
            case "010" -> 'G';
            case "001" -> 'B';
            case "111" -> 'W';
            default -> '?';
        };
    }
}
