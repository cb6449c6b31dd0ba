package scales.lab.pictures;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.awt.color.ColorSpace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Still pictures with four quarters of known colours: red, green, blue and white. */
final class Pictures {
    static final int WIDTH = 64;
    static final int HEIGHT = 48;
    private static final int[] COLOURS = {0xFFFF0000, 0xFF00FF00, 0xFF0000FF, 0xFFFFFFFF};

    private Pictures() {}

    private static int quarter(int x, int y) {
        return (y < HEIGHT / 2 ? 0 : 2) + (x < WIDTH / 2 ? 0 : 1);
    }

    static BufferedImage colours(int type) {
        return fill(new BufferedImage(WIDTH, HEIGHT, type), COLOURS);
    }

    /** The first quarter is transparent. */
    static BufferedImage withHole() {
        return fill(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB), new int[] {0, COLOURS[1], COLOURS[2], COLOURS[3]});
    }

    private static BufferedImage fill(BufferedImage picture, int[] colours) {
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                picture.setRGB(x, y, colours[quarter(x, y)]);
            }
        }
        return picture;
    }

    /** @param most of a sample: 255, or 65535; the quarters are 0, a third, two thirds and all of it */
    static BufferedImage grey(int type, int most) {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, type);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                picture.getRaster().setSample(x, y, 0, quarter(x, y) * most / 3);
            }
        }
        return picture;
    }

    static BufferedImage palette(boolean hole) {
        byte[] red = {(byte) 255, 0, 0, (byte) 255};
        byte[] green = {0, (byte) 255, 0, (byte) 255};
        byte[] blue = {0, 0, (byte) 255, (byte) 255};
        IndexColorModel model = new IndexColorModel(8, 4, red, green, blue, hole ? 0 : -1);
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED, model);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                picture.getRaster().setSample(x, y, 0, quarter(x, y));
            }
        }
        return picture;
    }

    static BufferedImage sixteenBit() {
        ColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, ColorModel.OPAQUE, DataBuffer.TYPE_USHORT);
        WritableRaster raster = model.createCompatibleWritableRaster(WIDTH, HEIGHT);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int colour = COLOURS[quarter(x, y)];
                raster.setPixel(x, y, new int[] {(colour >> 16 & 255) * 257, (colour >> 8 & 255) * 257, (colour & 255) * 257});
            }
        }
        return new BufferedImage(model, raster, false, null);
    }

    static byte[] written(BufferedImage picture, String format) {
        return written(new IIOImage(picture, null, null), format, false);
    }

    static byte[] progressive(BufferedImage picture) {
        return written(new IIOImage(picture, null, null), "jpeg", true);
    }

    /** Four inks, without a profile, inverted and with Adobe's marker, as programs write them: 255 is no ink. */
    static byte[] cmykJpeg() {
        WritableRaster inks = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, WIDTH, HEIGHT, 4, null);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int colour = COLOURS[quarter(x, y)];
                inks.setPixel(x, y, new int[] {colour >> 16 & 255, colour >> 8 & 255, colour & 255, 255});
            }
        }
        ByteBuffer adobe = ByteBuffer.allocate(16);
        adobe.putShort((short) 0xFFEE).putShort((short) 14).put("Adobe".getBytes()).putShort((short) 100);
        return afterStart(written(new IIOImage(inks, null, null), "jpeg", false), adobe.array());
    }

    private static byte[] written(IIOImage picture, String format, boolean progressive) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (progressive) {
                param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.setOutput(out);
            writer.write(null, picture, param);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** @param orientation as EXIF counts them, 1 to 8 */
    static byte[] withOrientation(byte[] jpeg, int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(36).order(ByteOrder.BIG_ENDIAN);
        exif.putShort((short) 0xFFE1).putShort((short) 34).put("Exif\0\0".getBytes());
        exif.put("MM".getBytes()).putShort((short) 42).putInt(8);
        exif.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
        exif.putShort((short) 0).putInt(0);
        return afterStart(jpeg, exif.array());
    }

    private static byte[] afterStart(byte[] jpeg, byte[] segment) {
        ByteBuffer all = ByteBuffer.allocate(jpeg.length + segment.length);
        return all.put(jpeg, 0, 2).put(segment).put(jpeg, 2, jpeg.length - 2).array();
    }

    /** Version 4 header with bit fields: the one kind of BMP whose fourth byte means something. */
    static byte[] bmpWithAlpha(BufferedImage picture) {
        int header = 14 + 108;
        ByteBuffer bmp = ByteBuffer.allocate(header + WIDTH * HEIGHT * 4).order(ByteOrder.LITTLE_ENDIAN);
        bmp.put("BM".getBytes()).putInt(bmp.capacity()).putInt(0).putInt(header);
        bmp.putInt(108).putInt(WIDTH).putInt(HEIGHT).putShort((short) 1).putShort((short) 32).putInt(3);
        bmp.putInt(WIDTH * HEIGHT * 4).putInt(2835).putInt(2835).putInt(0).putInt(0);
        bmp.putInt(0xFF0000).putInt(0xFF00).putInt(0xFF).putInt(0xFF000000).put("BGRs".getBytes()).position(header);
        for (int y = HEIGHT - 1; y >= 0; y--) {
            for (int x = 0; x < WIDTH; x++) {
                bmp.putInt(picture.getRGB(x, y));
            }
        }
        return bmp.array();
    }
}
