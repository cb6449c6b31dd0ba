package scales.worker.image.jpeg;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures to try, and the JDK's codec to compare with. */
final class Pictures {
    private Pictures() {}

    /** @return waves, an edge and some grain: every frequency occurs */
    static Plane plane(int width, int height, long seed) {
        Random random = new Random(seed);
        byte[] samples = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double value = 128 + 60 * Math.sin(x * 0.11 + seed) + 40 * Math.cos(y * 0.07 * (1 + x * 0.01))
                        + (x + y > 40 ? 20 : -20) + random.nextGaussian() * 4;
                samples[y * width + x] = (byte) Math.max(0, Math.min(255, Math.round(value)));
            }
        }
        return new Plane(samples, width, width, height);
    }

    static List<Plane> planes(Frame frame, long seed) {
        return IntStream.range(0, frame.components().size())
                .mapToObj(c -> plane(frame.components().get(c).width(), frame.components().get(c).height(), seed + c))
                .toList();
    }

    /** @param sampling for each component its horizontal factor times 10 and its vertical one */
    static Frame frame(boolean progressive, int width, int height, int... sampling) {
        int widest = IntStream.of(sampling).map(factors -> factors / 10).max().orElseThrow();
        int highest = IntStream.of(sampling).map(factors -> factors % 10).max().orElseThrow();
        List<Component> components = new ArrayList<>();
        for (int factors : sampling) {
            components.add(new Component(components.size() + 1, factors / 10, factors % 10, 0,
                    Frame.ceilDiv(width * (factors / 10), widest), Frame.ceilDiv(height * (factors % 10), highest)));
        }
        return new Frame(progressive, width, height, components);
    }

    /** @return a table of that step, somewhat larger for higher frequencies */
    static List<int[]> quantisers(Frame frame, int step) {
        return frame.components().stream()
                .map(component -> IntStream.range(0, 64).map(k -> step + step * k / 32).toArray())
                .toList();
    }

    static Envelope envelope() {
        return new Envelope(false, 1, 72, 72, null);
    }

    static byte[] encode(Frame frame, int step) {
        return encode(frame, planes(frame, 1), step);
    }

    static byte[] encode(Frame frame, List<Plane> planes, int step) {
        List<RowSource> rows = planes.stream().<RowSource>map(plane -> new PlaneRows(plane, false, false)).toList();
        return JpegEncoder.encode(frame, rows, quantisers(frame, step), envelope()).bytes();
    }

    /** @return a file of the JDK's, colour at half size both ways unless grey */
    static byte[] jdkFile(int width, int height, boolean grey, boolean progressive, int restartInterval) {
        BufferedImage image = new BufferedImage(
                width, height, grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        for (int band = 0; band < (grey ? 1 : 3); band++) {
            Plane plane = plane(width, height, band);
            for (int i = 0; i < width * height; i++) {
                image.getRaster().setSample(i % width, i / width, band, plane.samples()[i] & 0xFF);
            }
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (progressive) {
                param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), param);
            if (restartInterval > 0) {
                addRestarts(metadata, restartInterval);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, metadata), param);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }

    private static void addRestarts(IIOMetadata metadata, int interval) throws IOException {
        String format = metadata.getNativeMetadataFormatName();
        IIOMetadataNode tree = (IIOMetadataNode) metadata.getAsTree(format);
        IIOMetadataNode node = new IIOMetadataNode("dri");
        node.setAttribute("interval", Integer.toString(interval));
        tree.getLastChild().insertBefore(node, tree.getLastChild().getLastChild());
        metadata.setFromTree(format, tree);
    }

    /** @return the samples as the JDK's libjpeg decodes them, chroma brought to full size, no colour conversion */
    static Raster jdkSamples(byte[] file) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
        ImageReader reader = readers.next();
        while (!reader.getClass().getName().startsWith("com.sun.")) {
            reader = readers.next();
        }
        try {
            reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)), true, true);
            return reader.readRaster(0, null);
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        } finally {
            reader.dispose();
        }
    }

    /** @return the largest difference between a plane and a band of a raster of the same sides */
    static int difference(Plane plane, Raster raster, int band) {
        int largest = 0;
        for (int y = 0; y < plane.height(); y++) {
            for (int x = 0; x < plane.width(); x++) {
                int sample = plane.samples()[y * plane.stride() + x] & 0xFF;
                largest = Math.max(largest, Math.abs(sample - raster.getSample(x, y, band)));
            }
        }
        return largest;
    }
}
