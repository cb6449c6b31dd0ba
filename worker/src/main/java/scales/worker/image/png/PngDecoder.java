package scales.worker.image.png;

import scales.worker.image.Refused;
import scales.worker.image.raster.Raster;

/** Decodes the pixels of a PNG file, as they are stored: not turned upright. */
public final class PngDecoder {
    /** Bytes inflated at once, so that they are still in the cache when they are unfiltered. */
    private static final int BLOCK = 1 << 16;
    /** Adam7, clause 8.2: first column, first row, columns per pixel, rows per pixel. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2},
    };

    private final PngHeader header;
    private final PixelData data;
    private final SampleWriter samples;

    private PngDecoder(PngHeader header, PixelData data) {
        this.header = header;
        this.data = data;
        this.samples = new SampleWriter(header);
    }

    /**
     * @param header what {@link PngHeader#read} made of the same bytes
     * @return 8 or 16 bits a sample; grey of 1, 2 and 4 bits becomes 8 bits, indices become their colours
     * @throws Refused when pixels are missing or broken
     */
    public static Raster decode(byte[] png, PngHeader header) throws Refused {
        try (PixelData data = new PixelData(png, header.pieces)) {
            PngDecoder decoder = new PngDecoder(header, data);
            if (!header.interlaced) {
                decoder.pass(0, 0, 1, 1);
            } else {
                for (int[] pass : PASSES) {
                    decoder.pass(pass[0], pass[1], pass[2], pass[3]);
                }
            }
            return decoder.samples.raster();
        }
    }

    private void pass(int x, int y, int right, int down) throws Refused {
        int columns = (header.width - x + right - 1) / right;
        int rows = (header.height - y + down - 1) / down;
        if (columns < 1 || rows < 1) {
            return;
        }
        int step = Math.max(1, header.pixelBits() / 8);
        int length = Math.toIntExact(((long) columns * header.pixelBits() + 7) / 8);
        int stride = length + 1;
        int atOnce = Math.max(1, Math.min(rows, BLOCK / stride));
        // The first row of the block is the last one of the block before.
        byte[] block = new byte[(atOnce + 1) * stride];
        for (int done = 0; done < rows; ) {
            int count = Math.min(atOnce, rows - done);
            data.read(block, stride, count * stride);
            for (int r = 1; r <= count; r++, done++) {
                int at = r * stride + 1;
                Unfilter.row(block, at, at - stride, length, step);
                samples.row(block, at, columns, x, y + done * down, right);
            }
            System.arraycopy(block, count * stride, block, 0, stride);
        }
    }
}
