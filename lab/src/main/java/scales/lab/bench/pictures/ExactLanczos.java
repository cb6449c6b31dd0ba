package scales.lab.bench.pictures;

import java.awt.image.BufferedImage;

/** Lanczos 3 in double precision on premultiplied samples, one output row after the other: written to be right, not fast. */
final class ExactLanczos {
    private static final int LOBES = 3;

    private final BufferedImage source;
    private final int width;
    private final int height;
    private final Taps[] across;
    /** Source rows already as wide as the target; null where not yet or no more needed. */
    private final double[][] widened;

    ExactLanczos(BufferedImage source, int width, int height) {
        this.source = source;
        this.width = width;
        this.height = height;
        this.across = new Taps[width];
        for (int x = 0; x < width; x++) {
            across[x] = Taps.of(source.getWidth(), width, x);
        }
        this.widened = new double[source.getHeight()][];
    }

    BufferedImage resize() {
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            Taps down = Taps.of(source.getHeight(), height, y);
            for (int passed = down.first() - 1; passed >= 0 && widened[passed] != null; passed--) {
                widened[passed] = null;
            }
            double[] sums = new double[4 * width];
            for (int i = 0; i < down.weights().length; i++) {
                double[] from = widened(down.first() + i);
                double weight = down.weights()[i];
                for (int s = 0; s < sums.length; s++) {
                    sums[s] += weight * from[s];
                }
            }
            for (int x = 0; x < width; x++) {
                row[x] = rounded(sums, 4 * x);
            }
            result.setRGB(0, y, width, 1, row, 0, width);
        }
        return result;
    }

    private double[] widened(int y) {
        if (widened[y] == null) {
            double[] samples = premultiplied(Decoding.row(source, y));
            double[] row = new double[4 * width];
            for (int x = 0; x < width; x++) {
                double[] weights = across[x].weights();
                for (int i = 0, at = 4 * across[x].first(); i < weights.length; i++, at += 4) {
                    for (int s = 0; s < 4; s++) {
                        row[4 * x + s] += weights[i] * samples[at + s];
                    }
                }
            }
            widened[y] = row;
        }
        return widened[y];
    }

    /** @return alpha from 0 to 255, then the colours times what is opaque of them */
    private static double[] premultiplied(int[] argb) {
        double[] samples = new double[4 * argb.length];
        for (int x = 0; x < argb.length; x++) {
            double alpha = argb[x] >>> 24;
            samples[4 * x] = alpha;
            samples[4 * x + 1] = (argb[x] >> 16 & 0xFF) * alpha / 255;
            samples[4 * x + 2] = (argb[x] >> 8 & 0xFF) * alpha / 255;
            samples[4 * x + 3] = (argb[x] & 0xFF) * alpha / 255;
        }
        return samples;
    }

    private static int rounded(double[] sums, int at) {
        double alpha = sums[at];
        double back = alpha < 0.5 ? 0 : 255 / alpha;
        return Decoding.argb(level(alpha), level(sums[at + 1] * back), level(sums[at + 2] * back), level(sums[at + 3] * back));
    }

    private static int level(double value) {
        return (int) Math.round(Math.max(0, Math.min(255, value)));
    }

    /** The source samples that one target sample is made of. @param first index of the first @param weights sum 1 */
    private record Taps(int first, double[] weights) {
        static Taps of(int source, int target, int index) {
            double ratio = (double) source / target;
            double widening = Math.max(1, ratio);
            double centre = (index + 0.5) * ratio - 0.5;
            int first = (int) Math.max(0, Math.ceil(centre - LOBES * widening));
            int last = (int) Math.min(source - 1, Math.floor(centre + LOBES * widening));
            double[] weights = new double[last - first + 1];
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                double x = (first + i - centre) / widening;
                weights[i] = sinc(x) * sinc(x / LOBES);
                sum += weights[i];
            }
            for (int i = 0; i < weights.length; i++) {
                weights[i] /= sum;
            }
            return new Taps(first, weights);
        }

        private static double sinc(double x) {
            return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
        }
    }
}
