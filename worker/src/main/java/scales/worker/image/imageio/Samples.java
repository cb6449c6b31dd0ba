package scales.worker.image.imageio;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.WritableRaster;
import java.awt.color.ColorSpace;
import java.util.Arrays;
import scales.worker.image.raster.Layout;
import scales.worker.image.raster.Raster;

/** ImageIO's pictures as rasters, and the other way round. Samples are taken as they are: getRGB would bend grey. */
public final class Samples {
    private Samples() {}

    /** @return a picture of 8-bit components, 1 (grey), 3 or 4 of them, as a raster */
    public static Raster of(BufferedImage image) {
        WritableRaster from = image.getRaster();
        Layout layout = switch (from.getNumBands()) {
            case 1 -> Layout.GREY;
            case 3 -> Layout.RGB;
            case 4 -> Layout.RGBA;
            default -> throw new IllegalArgumentException(from.getNumBands() + " bands");
        };
        if (from.getTransferType() != DataBuffer.TYPE_BYTE || !(from.getSampleModel() instanceof PixelInterleavedSampleModel)) {
            throw new IllegalArgumentException("not interleaved bytes: " + from.getSampleModel());
        }
        PixelInterleavedSampleModel model = (PixelInterleavedSampleModel) from.getSampleModel();
        byte[] samples = ((DataBufferByte) from.getDataBuffer()).getData();
        int bands = layout.samples();
        int stride = image.getWidth() * bands;
        boolean packed = model.getScanlineStride() == stride && model.getPixelStride() == bands
                && from.getSampleModelTranslateX() == 0 && from.getSampleModelTranslateY() == 0
                && samples.length == stride * image.getHeight();
        int[] offsets = model.getBandOffsets();
        if (packed && Arrays.equals(offsets, Arrays.copyOf(new int[] {0, 1, 2, 3}, bands))) {
            return Raster.of(image.getWidth(), image.getHeight(), layout, samples);
        }
        if (packed && layout == Layout.RGB && Arrays.equals(offsets, new int[] {2, 1, 0})) {
            swapRedAndBlue(samples);
            return Raster.of(image.getWidth(), image.getHeight(), layout, samples);
        }
        byte[] copy = new byte[stride * image.getHeight()];
        int[] row = new int[stride];
        for (int y = 0, to = 0; y < image.getHeight(); y++) {
            from.getPixels(0, y, image.getWidth(), 1, row);
            for (int i = 0; i < stride; i++) {
                copy[to++] = (byte) row[i];
            }
        }
        return Raster.of(image.getWidth(), image.getHeight(), layout, copy);
    }

    private static void swapRedAndBlue(byte[] samples) {
        for (int i = 0; i < samples.length; i += 3) {
            byte first = samples[i];
            samples[i] = samples[i + 2];
            samples[i + 2] = first;
        }
    }

    /** @return the same samples as a picture of sRGB or of grey without a profile; they are shared, not copied */
    public static BufferedImage image(Raster raster) {
        int bands = raster.layout().samples();
        if (raster.layout().hasAlpha()) {
            throw new IllegalArgumentException("alpha");
        }
        ColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(bands == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB),
                false, false, ColorModel.OPAQUE, DataBuffer.TYPE_BYTE);
        WritableRaster pixels = java.awt.image.Raster.createInterleavedRaster(
                new DataBufferByte(raster.bytes(), raster.bytes().length),
                raster.width(), raster.height(), raster.stride(), bands,
                Arrays.copyOf(new int[] {0, 1, 2}, bands), new Point());
        return new BufferedImage(model, pixels, false, null);
    }
}
