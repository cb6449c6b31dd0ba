package scales.worker.image.png;

/** Filters rows and packs them into one IDAT chunk. */
final class Packer {
    private Packer() {}

    /** @param filtered whether rows may be filtered; indices do not gain by it */
    static void pack(RowSource rows, int height, boolean filtered, ChunkWriter file) {
        file.begin(Chunks.IDAT);
        ZlibWriter zlib = new ZlibWriter(file);
        int length = rows.length();
        FilterChoice choice = new FilterChoice(length, rows.step());
        byte[] out = new byte[length + 1];
        byte[] above = new byte[length];
        byte[] row = new byte[length];
        for (int y = 0; y < height; y++) {
            rows.row(y, row, 0);
            if (filtered) {
                choice.filter(row, above, out, 0);
                byte[] spare = above;
                above = row;
                row = spare;
            } else {
                System.arraycopy(row, 0, out, 1, length);
            }
            zlib.write(out, 0, length + 1);
        }
        zlib.finish();
        file.end();
    }
}
