package scales.worker.image.raster;

/** Rows of samples to floats and back. Colour is multiplied by alpha on the way in and divided by it on the way out. */
final class Rows {
    private Rows() {}

    static void read(Raster from, int y, float[] row) {
        int stride = from.stride();
        int start = y * stride;
        if (from.depth() == 8) {
            byte[] samples = from.bytes();
            for (int i = 0; i < stride; i++) {
                row[i] = samples[start + i] & 0xFF;
            }
        } else {
            short[] samples = from.shorts();
            for (int i = 0; i < stride; i++) {
                row[i] = samples[start + i] & 0xFFFF;
            }
        }
        if (from.layout().hasAlpha()) {
            premultiply(row, stride, from.layout().samples(), from.depth() == 8 ? 255f : 65_535f);
        }
    }

    static void write(float[] row, Raster to, int y) {
        int stride = to.stride();
        int start = y * stride;
        if (to.layout().hasAlpha()) {
            divide(row, stride, to.layout().samples(), to.depth() == 8 ? 255f : 65_535f);
        }
        if (to.depth() == 8) {
            byte[] samples = to.bytes();
            for (int i = 0; i < stride; i++) {
                samples[start + i] = (byte) Math.min(255, Math.max(0, (int) (row[i] + 0.5f)));
            }
        } else {
            short[] samples = to.shorts();
            for (int i = 0; i < stride; i++) {
                samples[start + i] = (short) Math.min(65_535, Math.max(0, (int) (row[i] + 0.5f)));
            }
        }
    }

    private static void premultiply(float[] row, int stride, int samples, float opaque) {
        for (int i = samples - 1; i < stride; i += samples) {
            float alpha = row[i];
            if (alpha != opaque) {
                float part = alpha / opaque;
                for (int c = i - samples + 1; c < i; c++) {
                    row[c] *= part;
                }
            }
        }
    }

    private static void divide(float[] row, int stride, int samples, float opaque) {
        for (int i = samples - 1; i < stride; i += samples) {
            float alpha = row[i];
            if (alpha < 0.5f) {
                // What nobody can see has no colour: it would only make the file larger.
                for (int c = i - samples + 1; c <= i; c++) {
                    row[c] = 0;
                }
            } else if (alpha != opaque) {
                float part = opaque / alpha;
                for (int c = i - samples + 1; c < i; c++) {
                    row[c] *= part;
                }
            }
        }
    }
}
