package scales.lab.bench.pictures;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/**
 * How near a picture comes to another, over all frames.
 *
 * @param psnr peak signal-to-noise ratio in dB, of premultiplied samples; infinite when equal
 * @param ssim mean structural similarity of brightness in blocks of 8x8 (Wang, Bovik, Sheikh, Simoncelli 2004), at most 1
 */
record Quality(double psnr, double ssim) {
    private static final int BLOCK = 8;
    private static final double C1 = Math.pow(0.01 * 255, 2);
    private static final double C2 = Math.pow(0.03 * 255, 2);

    /** @return nothing when sizes or numbers of frames differ */
    static Optional<Quality> of(List<BufferedImage> exact, List<BufferedImage> seen) {
        if (exact.size() != seen.size()) {
            return Optional.empty();
        }
        Sums sums = new Sums();
        for (int i = 0; i < exact.size(); i++) {
            if (exact.get(i).getWidth() != seen.get(i).getWidth() || exact.get(i).getHeight() != seen.get(i).getHeight()) {
                return Optional.empty();
            }
            sums.add(exact.get(i), seen.get(i));
        }
        double mean = sums.squares / sums.samples;
        return Optional.of(new Quality(10 * Math.log10(255 * 255 / mean), sums.similarity / sums.blocks));
    }

    private static final class Sums {
        private double squares;
        private long samples;
        private double similarity;
        private long blocks;

        void add(BufferedImage exact, BufferedImage seen) {
            for (int top = 0; top < exact.getHeight(); top += BLOCK) {
                int rows = Math.min(BLOCK, exact.getHeight() - top);
                double[][] one = new double[rows][];
                double[][] other = new double[rows][];
                for (int y = 0; y < rows; y++) {
                    int[] a = Decoding.row(exact, top + y);
                    int[] b = Decoding.row(seen, top + y);
                    compare(a, b);
                    one[y] = brightness(a);
                    other[y] = brightness(b);
                }
                for (int left = 0; left < exact.getWidth(); left += BLOCK) {
                    similarity += similarity(one, other, left, Math.min(left + BLOCK, exact.getWidth()));
                    blocks++;
                }
            }
        }

        private void compare(int[] a, int[] b) {
            for (int x = 0; x < a.length; x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    double difference = premultiplied(a[x], shift) - premultiplied(b[x], shift);
                    squares += difference * difference;
                }
                samples += 3;
                // Opaque pictures have no alpha that could flatter them.
                if ((a[x] & b[x]) >>> 24 != 255) {
                    int difference = (a[x] >>> 24) - (b[x] >>> 24);
                    squares += difference * difference;
                    samples++;
                }
            }
        }

        private static double similarity(double[][] a, double[][] b, int left, int right) {
            double sumA = 0;
            double sumB = 0;
            double squaresA = 0;
            double squaresB = 0;
            double products = 0;
            for (int y = 0; y < a.length; y++) {
                for (int x = left; x < right; x++) {
                    sumA += a[y][x];
                    sumB += b[y][x];
                    squaresA += a[y][x] * a[y][x];
                    squaresB += b[y][x] * b[y][x];
                    products += a[y][x] * b[y][x];
                }
            }
            double n = a.length * (right - left);
            double meanA = sumA / n;
            double meanB = sumB / n;
            double variances = squaresA / n - meanA * meanA + squaresB / n - meanB * meanB;
            double covariance = products / n - meanA * meanB;
            return (2 * meanA * meanB + C1) * (2 * covariance + C2)
                    / ((meanA * meanA + meanB * meanB + C1) * (variances + C2));
        }

        private static double[] brightness(int[] argb) {
            double[] row = new double[argb.length];
            for (int x = 0; x < row.length; x++) {
                row[x] = 0.299 * premultiplied(argb[x], 16) + 0.587 * premultiplied(argb[x], 8) + 0.114 * premultiplied(argb[x], 0);
            }
            return row;
        }

        private static double premultiplied(int argb, int shift) {
            return (argb >> shift & 0xFF) * (argb >>> 24) / 255.0;
        }
    }
}
