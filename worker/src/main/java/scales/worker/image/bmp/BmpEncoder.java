package scales.worker.image.bmp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import scales.worker.image.raster.Raster;

/**
 * Writes BMP: 8 bits with a grey palette for grey, 24 bits for RGB, 32 bits with masks (version 4) for RGBA. Not by ImageIO,
 * whose writers drop alpha or exchange red and blue with it.
 */
final class BmpEncoder {
    private static final int FILE_HEADER = 14;
    private static final int INFO = 40;
    private static final int V4 = 108;
    private static final int BITFIELDS = 3;
    private static final int SRGB = 0x73524742;

    private BmpEncoder() {}

    static byte[] encode(Raster raster, int xPerMetre, int yPerMetre) {
        int samples = raster.layout().samples();
        boolean alpha = raster.layout().hasAlpha();
        int header = alpha ? V4 : INFO;
        int palette = samples == 1 ? 1024 : 0;
        int stride = (raster.stride() + 3) / 4 * 4;
        int offset = FILE_HEADER + header + palette;
        int pixels = Math.multiplyExact(stride, raster.height());
        byte[] bmp = new byte[Math.addExact(offset, pixels)];
        ByteBuffer head = ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN);
        head.put((byte) 'B').put((byte) 'M').putInt(bmp.length).putInt(0).putInt(offset);
        head.putInt(header).putInt(raster.width()).putInt(raster.height()).putShort((short) 1).putShort((short) (samples * 8));
        head.putInt(alpha ? BITFIELDS : 0).putInt(pixels).putInt(xPerMetre).putInt(yPerMetre).putInt(0).putInt(0);
        if (alpha) {
            head.putInt(0xFF0000).putInt(0xFF00).putInt(0xFF).putInt(0xFF000000).putInt(SRGB);
        }
        for (int i = 0; i < palette / 4; i++) {
            head.putInt(i * 0x010101);
        }
        for (int y = 0; y < raster.height(); y++) {
            row(raster, y, bmp, offset + (raster.height() - 1 - y) * stride);
        }
        return bmp;
    }

    private static void row(Raster raster, int y, byte[] bmp, int to) {
        byte[] samples = raster.bytes();
        int step = raster.layout().samples();
        int from = y * raster.stride();
        if (step == 1) {
            System.arraycopy(samples, from, bmp, to, raster.stride());
            return;
        }
        int end = from + raster.stride();
        for (int at = from; at < end; at += step, to += step) {
            bmp[to] = samples[at + 2];
            bmp[to + 1] = samples[at + 1];
            bmp[to + 2] = samples[at];
            if (step == 4) {
                bmp[to + 3] = samples[at + 3];
            }
        }
    }
}
