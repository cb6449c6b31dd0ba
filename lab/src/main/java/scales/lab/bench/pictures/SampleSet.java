package scales.lab.bench.pictures;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** The pictures that are measured when there are none of the user's; always the same, so that figures can be compared. */
final class SampleSet {
    private static final float JPEG_QUALITY = 0.9f;
    private static final int FRAMES = 20;
    private static final int PAN = 4;

    private final Path folder;
    private final int divisor;
    private final List<Path> files = new ArrayList<>();

    private SampleSet(Path folder, int divisor) {
        this.folder = folder;
        this.divisor = divisor;
    }

    /** @param small an eighth as wide and as high, fewer frames */
    static List<Path> write(Path folder, boolean small) throws IOException {
        SampleSet set = new SampleSet(folder, small ? 8 : 1);
        // Java's writer takes 4:2:0 of its own accord.
        set.jpeg(set.photo(4000, 3000));
        set.jpeg(set.photo(1632, 1224));
        ImageIO.write(set.photo(1632, 1224), "png", set.file("photo", 1632, 1224, "png"));
        ImageIO.write(Painting.graphic(1152 / set.divisor, 864 / set.divisor), "png", set.file("graphic", 1152, 864, "png"));
        ImageIO.write(set.photo(1632, 1224), "bmp", set.file("photo", 1632, 1224, "bmp"));
        set.gif("still", 1);
        set.gif("animation", small ? 3 : FRAMES);
        return List.copyOf(set.files);
    }

    private BufferedImage photo(int width, int height) {
        return Painting.photo(width / divisor, height / divisor, 0);
    }

    private File file(String name, int width, int height, String extension) {
        Path file = folder.resolve("%s-%dx%d.%s".formatted(name, width / divisor, height / divisor, extension));
        files.add(file);
        return file.toFile();
    }

    private void jpeg(BufferedImage photo) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(JPEG_QUALITY);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(
                file("photo", photo.getWidth() * divisor, photo.getHeight() * divisor, "jpg"))) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(photo, null, null), parameters);
        } finally {
            writer.dispose();
        }
    }

    /** The view moves on by a few pixels a frame: nothing stands still, which is the hardest case. */
    private void gif(String name, int frames) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file(name, 800, 600, "gif"))) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < frames; i++) {
                BufferedImage frame = new BufferedImage(800 / divisor, 600 / divisor, BufferedImage.TYPE_BYTE_INDEXED);
                frame.createGraphics().drawImage(Painting.photo(frame.getWidth(), frame.getHeight(), PAN * i), 0, 0, null);
                writer.writeToSequence(new IIOImage(frame, null, null), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }
}
