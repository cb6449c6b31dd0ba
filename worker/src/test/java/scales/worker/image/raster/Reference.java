package scales.worker.image.raster;

/** What the resampler must come to: Lanczos 3 in double precision, written for being right at sight, slow. */
public final class Reference {
    private Reference() {}

    /** @return the samples of the resized picture, rounded, in the order of {@link Raster} */
    public static int[] resize(Raster source, int width, int height) {
        int n = source.layout().samples();
        int opaque = source.depth() == 8 ? 255 : 65_535;
        int[] result = new int[width * height * n];
        for (int y = 0; y < height; y++) {
            double[] down = weights(source.height(), height, y);
            for (int x = 0; x < width; x++) {
                double[] across = weights(source.width(), width, x);
                double[] sums = new double[n];
                for (int sy = 0; sy < down.length; sy++) {
                    for (int sx = 0; sx < across.length; sx++) {
                        int pixel = (sy * source.width() + sx) * n;
                        double alpha = source.layout().hasAlpha() ? sample(source, pixel + n - 1) / (double) opaque : 1;
                        for (int s = 0; s < n; s++) {
                            boolean colour = !source.layout().hasAlpha() || s < n - 1;
                            sums[s] += down[sy] * across[sx] * sample(source, pixel + s) * (colour ? alpha : 1);
                        }
                    }
                }
                for (int s = 0; s < n; s++) {
                    double value = sums[s];
                    if (source.layout().hasAlpha() && s < n - 1) {
                        value = sums[n - 1] < 0.5 ? 0 : value * opaque / sums[n - 1];
                    }
                    result[(y * width + x) * n + s] = (int) Math.round(Math.max(0, Math.min(opaque, value)));
                }
            }
        }
        return result;
    }

    public static int sample(Raster raster, int index) {
        return raster.depth() == 8 ? raster.bytes()[index] & 0xFF : raster.shorts()[index] & 0xFFFF;
    }

    private static double[] weights(int source, int target, int index) {
        double ratio = (double) source / target;
        double widening = Math.max(1, ratio);
        double[] weights = new double[source];
        double sum = 0;
        for (int i = 0; i < source; i++) {
            weights[i] = lanczos((i + 0.5 - (index + 0.5) * ratio) / widening);
            sum += weights[i];
        }
        for (int i = 0; i < source; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private static double lanczos(double x) {
        return Math.abs(x) >= 3 ? 0 : sinc(x) * sinc(x / 3);
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }
}
