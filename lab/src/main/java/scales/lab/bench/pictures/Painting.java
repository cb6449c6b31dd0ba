package scales.lab.bench.pictures;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Paints what photos and graphics are made of. Deterministic. */
final class Painting {
    private static final int OCTAVES = 7;
    /** Of a sensor, in levels. */
    private static final double NOISE = 3;

    private Painting() {}

    /**
     * Soft shades, detail of every size, hard edges, and noise.
     *
     * @param shift pixels by which the view is moved to the right
     */
    static BufferedImage photo(int width, int height, int shift) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        int[] row = new int[width];
        double unit = width / 4.0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double u = (x + shift) / unit;
                double v = y / unit;
                double shade = clouds(u, v);
                // Hills before a sky: an edge, and rough ground below it.
                boolean ground = v > 1.5 + 0.6 * smooth(u * 1.3, 7, 3);
                double texture = ground ? 60 * (smooth(u * 40, v * 40, 5) - 0.5) : 0;
                double noise = NOISE * (hash(x + shift, y, 11) + hash(x + shift, y, 12) - 1);
                double red = (ground ? 40 + 130 * shade : 90 + 120 * shade) + texture + noise;
                double green = (ground ? 60 + 120 * shade : 130 + 90 * shade) + texture + noise;
                double blue = (ground ? 30 + 80 * shade : 200 + 50 * shade) + texture * 0.7 + noise;
                row[x] = Decoding.argb(255, level(red), level(green), level(blue));
            }
            image.setRGB(0, y, width, 1, row, 0, width);
        }
        return image;
    }

    /** Shapes with soft edges on nothing. */
    static BufferedImage graphic(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setStroke(new BasicStroke(Math.max(1, width / 200f)));
        for (int i = 0; i < 60; i++) {
            int x = (int) (width * hash(i, 1, 1));
            int y = (int) (height * hash(i, 2, 1));
            int size = (int) (width * (0.05 + 0.2 * hash(i, 3, 1)));
            Color colour = Color.getHSBColor((float) hash(i, 4, 1), 0.7f, 0.9f);
            pen.setColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 90 + (int) (165 * hash(i, 5, 1))));
            switch (i % 3) {
                case 0 -> pen.fillOval(x, y, size, size);
                case 1 -> pen.drawLine(x, y, x + size, y - size / 2);
                default -> pen.drawRoundRect(x, y, size, size / 2, size / 8, size / 8);
            }
        }
        pen.dispose();
        return image;
    }

    private static double clouds(double u, double v) {
        double sum = 0;
        double weight = 0.5;
        for (int i = 0; i < OCTAVES; i++) {
            sum += weight * smooth(u, v, i);
            u *= 2;
            v *= 2;
            weight *= 0.55;
        }
        return Math.min(1, sum);
    }

    /** @return value noise: random heights on a grid of 1, smooth between them; 0 to 1 */
    private static double smooth(double u, double v, int seed) {
        int x = (int) Math.floor(u);
        int y = (int) Math.floor(v);
        double across = ease(u - x);
        double down = ease(v - y);
        double top = hash(x, y, seed) * (1 - across) + hash(x + 1, y, seed) * across;
        double bottom = hash(x, y + 1, seed) * (1 - across) + hash(x + 1, y + 1, seed) * across;
        return top * (1 - down) + bottom * down;
    }

    private static double ease(double t) {
        return t * t * (3 - 2 * t);
    }

    /** @return 0 to 1, the same for the same numbers (the finaliser of MurmurHash3) */
    private static double hash(int x, int y, int seed) {
        int h = x * 0x9E3779B1 ^ y * 0x85EBCA77 ^ seed * 0xC2B2AE3D;
        h = (h ^ h >>> 16) * 0x85EBCA6B;
        h = (h ^ h >>> 13) * 0xC2B2AE35;
        return ((h ^ h >>> 16) >>> 8) / (double) (1 << 24);
    }

    private static int level(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }
}
