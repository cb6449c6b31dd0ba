package scales.worker.image.raster;

/** Rows of samples to floats and back. Colour is multiplied by alpha on the way in and divided by it on the way out. */
final class Rows {
    private Rows() {}

    /** @param row takes as many samples as it has room for, from column x on */
    static void read(Raster from, int x, int y, float[] row) {
        int start = y * from.stride() + x * from.layout().samples();
        if (from.depth() == 8) {
            byte[] samples = from.bytes();
            for (int i = 0; i < row.length; i++) {
                row[i] = samples[start + i] & 0xFF;
            }
        } else {
            short[] samples = from.shorts();
            for (int i = 0; i < row.length; i++) {
                row[i] = samples[start + i] & 0xFFFF;
            }
        }
        if (from.layout().hasAlpha()) {
            premultiply(row, from.layout().samples(), from.depth() == 8 ? 255f : 65_535f);
        }
    }

    /** @param row goes to the raster from column x on; it is spoilt */
    static void write(float[] row, Raster to, int x, int y) {
        int start = y * to.stride() + x * to.layout().samples();
        if (to.layout().hasAlpha()) {
            divide(row, to.layout().samples(), to.depth() == 8 ? 255f : 65_535f);
        }
        if (to.depth() == 8) {
            byte[] samples = to.bytes();
            for (int i = 0; i < row.length; i++) {
                samples[start + i] = (byte) Math.min(255, Math.max(0, (int) (row[i] + 0.5f)));
            }
        } else {
            short[] samples = to.shorts();
            for (int i = 0; i < row.length; i++) {
                samples[start + i] = (short) Math.min(65_535, Math.max(0, (int) (row[i] + 0.5f)));
            }
        }
    }

    private static void premultiply(float[] row, int samples, float opaque) {
        for (int i = samples - 1; i < row.length; i += samples) {
            float alpha = row[i];
            if (alpha != opaque) {
                float part = alpha / opaque;
                for (int c = i - samples + 1; c < i; c++) {
                    row[c] *= part;
                }
            }
        }
    }

    private static void divide(float[] row, int samples, float opaque) {
        for (int i = samples - 1; i < row.length; i += samples) {
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
