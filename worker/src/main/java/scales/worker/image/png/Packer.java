package scales.worker.image.png;

import java.util.zip.Deflater;

/** Filters rows and deflates them into one IDAT chunk. */
final class Packer {
    private static final int LEVEL = 4;
    private static final int BLOCK = 1 << 16;

    private Packer() {}

    /** @param filtered whether rows may be filtered; indices do not gain by it */
    static void pack(RowSource rows, int height, boolean filtered, ChunkWriter file) {
        Deflater deflater = new Deflater(LEVEL);
        try {
            file.begin(Chunks.IDAT);
            FilterChoice choice = new FilterChoice(rows.length(), rows.step());
            int stride = rows.length() + 1;
            int atOnce = Math.max(1, Math.min(height, BLOCK / stride));
            byte[] block = new byte[atOnce * stride];
            byte[] above = new byte[rows.length()];
            byte[] row = new byte[rows.length()];
            for (int done = 0; done < height; ) {
                int count = Math.min(atOnce, height - done);
                for (int r = 0; r < count; r++) {
                    if (!filtered) {
                        block[r * stride] = 0;
                        rows.row(done + r, block, r * stride + 1);
                    } else {
                        rows.row(done + r, row, 0);
                        choice.filter(row, above, block, r * stride);
                        byte[] spare = above;
                        above = row;
                        row = spare;
                    }
                }
                done += count;
                deflate(deflater, block, count * stride, done == height, file);
            }
            file.end();
        } finally {
            deflater.end();
        }
    }

    private static void deflate(Deflater deflater, byte[] block, int length, boolean last, ChunkWriter file) {
        deflater.setInput(block, 0, length);
        if (last) {
            deflater.finish();
        }
        while (last ? !deflater.finished() : !deflater.needsInput()) {
            file.ensure(BLOCK / 2);
            file.at += deflater.deflate(file.file, file.at, file.file.length - file.at);
        }
    }
}
