package scales.worker.image.png;

import java.nio.ByteBuffer;

import scales.worker.image.raster.Raster;

/** Writes a picture as a PNG file that is not interlaced. */
public final class PngEncoder {
    private static final int TRNS = 0x74524E53;

    private PngEncoder() {}

    /**
     * Indexed when the source was and the colours are at most 256, else in the raster's layout and depth.
     *
     * @param picture upright
     * @param source  the header of the file the picture comes from; its colour chunks and density are written again
     */
    public static byte[] encode(Raster picture, PngHeader source) {
        Indexing indexing = source.type == ColourType.INDEXED ? Indexing.of(picture) : null;
        ColourType type = indexing != null ? ColourType.INDEXED : ColourType.of(picture.layout());
        int depth = indexing != null ? indexing.depth() : picture.depth();
        RowSource rows = indexing != null ? indexing : new SampleReader(picture);
        ChunkWriter file = new ChunkWriter((int) Math.min(1 << 30, (long) rows.length() * picture.height() / 2));
        file.chunk(Chunks.IHDR, ByteBuffer.allocate(13).putInt(picture.width()).putInt(picture.height())
                .put((byte) depth).put((byte) type.code).array());
        source.keepsakes.chunks(source.orientation.swapsSides()).forEach(file::chunk);
        if (indexing != null) {
            file.chunk(Chunks.PLTE, indexing.plte());
            byte[] alphas = indexing.trns();
            if (alphas.length > 0) {
                file.chunk(TRNS, alphas);
            }
        }
        Packer.pack(rows, picture.height(), indexing == null, file);
        file.chunk(Chunks.IEND, new byte[0]);
        return file.finished();
    }
}
