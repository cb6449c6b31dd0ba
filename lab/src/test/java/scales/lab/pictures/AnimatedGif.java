package scales.lab.pictures;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.NodeList;

/** An animation as its file says it, written and read through the JDK. */
record AnimatedGif(List<Frame> frames, Integer loops) {
    private static final String FORMAT = "javax_imageio_gif_image_1.0";
    private static final byte[] RED = {0, (byte) 255, 0, 0, (byte) 255};
    private static final byte[] GREEN = {0, 0, (byte) 255, 0, (byte) 255};
    private static final byte[] BLUE = {0, 0, 0, (byte) 255, (byte) 255};
    private static final IndexColorModel COLOURS = new IndexColorModel(3, 5, RED, GREEN, BLUE, 0);

    /**
     * A part of the canvas, at a place on it.
     *
     * @param disposal none, doNotDispose, restoreToBackgroundColor or restoreToPrevious
     * @param delay    in hundredths of a second
     */
    record Frame(BufferedImage picture, int left, int top, String disposal, int delay) {}

    /** @param colour T, R, G, B or W */
    static BufferedImage block(int width, int height, char colour) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, COLOURS);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.getRaster().setSample(x, y, 0, "TRGBW".indexOf(colour));
            }
        }
        return picture;
    }

    byte[] written() throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < frames.size(); i++) {
                writer.writeToSequence(new IIOImage(frames.get(i).picture, null, metadata(writer, i)), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private IIOMetadata metadata(ImageWriter writer, int index) throws IOException {
        Frame frame = frames.get(index);
        IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(frame.picture), null);
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
        IIOMetadataNode place = child(root, "ImageDescriptor");
        place.setAttribute("imageLeftPosition", String.valueOf(frame.left));
        place.setAttribute("imageTopPosition", String.valueOf(frame.top));
        IIOMetadataNode control = child(root, "GraphicControlExtension");
        control.setAttribute("disposalMethod", frame.disposal);
        control.setAttribute("delayTime", String.valueOf(frame.delay));
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "TRUE");
        control.setAttribute("transparentColorIndex", "0");
        colours(child(root, "LocalColorTable"));
        if (index == 0 && loops != null) {
            IIOMetadataNode netscape = new IIOMetadataNode("ApplicationExtension");
            netscape.setAttribute("applicationID", "NETSCAPE");
            netscape.setAttribute("authenticationCode", "2.0");
            netscape.setUserObject(new byte[] {1, (byte) (loops & 255), (byte) (loops >> 8)});
            child(root, "ApplicationExtensions").appendChild(netscape);
        }
        metadata.setFromTree(FORMAT, root);
        return metadata;
    }

    private static void colours(IIOMetadataNode table) {
        table.setAttribute("sizeOfLocalColorTable", "8");
        table.setAttribute("sortFlag", "FALSE");
        while (table.hasChildNodes()) {
            table.removeChild(table.getFirstChild());
        }
        for (int i = 0; i < 8; i++) {
            IIOMetadataNode entry = new IIOMetadataNode("ColorTableEntry");
            entry.setAttribute("index", String.valueOf(i));
            entry.setAttribute("red", String.valueOf(i < 5 ? RED[i] & 255 : 0));
            entry.setAttribute("green", String.valueOf(i < 5 ? GREEN[i] & 255 : 0));
            entry.setAttribute("blue", String.valueOf(i < 5 ? BLUE[i] & 255 : 0));
            table.appendChild(entry);
        }
    }

    private static IIOMetadataNode child(IIOMetadataNode root, String name) {
        NodeList found = root.getElementsByTagName(name);
        if (found.getLength() > 0) {
            return (IIOMetadataNode) found.item(0);
        }
        IIOMetadataNode made = new IIOMetadataNode(name);
        root.appendChild(made);
        return made;
    }

    static AnimatedGif read(byte[] gif) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(gif))) {
            reader.setInput(in);
            List<Frame> frames = new ArrayList<>();
            Integer loops = null;
            for (int i = 0; i < reader.getNumImages(true); i++) {
                IIOMetadataNode root = (IIOMetadataNode) reader.getImageMetadata(i).getAsTree(FORMAT);
                IIOMetadataNode place = child(root, "ImageDescriptor");
                IIOMetadataNode control = child(root, "GraphicControlExtension");
                frames.add(new Frame(reader.read(i), number(place, "imageLeftPosition"), number(place, "imageTopPosition"),
                        control.getAttribute("disposalMethod"), number(control, "delayTime")));
                NodeList applications = root.getElementsByTagName("ApplicationExtension");
                for (int a = 0; a < applications.getLength(); a++) {
                    byte[] data = (byte[]) ((IIOMetadataNode) applications.item(a)).getUserObject();
                    loops = (data[1] & 255) + (data[2] & 255) * 256;
                }
            }
            return new AnimatedGif(frames, loops);
        } finally {
            reader.dispose();
        }
    }

    private static int number(IIOMetadataNode node, String attribute) {
        String value = node.getAttribute(attribute);
        return value.isEmpty() ? 0 : Integer.parseInt(value);
    }

    /** @return what a viewer sees after each frame, on a canvas as large as the first */
    List<BufferedImage> shown() {
        int width = frames.get(0).picture.getWidth();
        int height = frames.get(0).picture.getHeight();
        List<BufferedImage> shown = new ArrayList<>();
        BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (Frame frame : frames) {
            BufferedImage before = copy(canvas);
            draw(canvas, frame);
            shown.add(copy(canvas));
            if (frame.disposal.equals("restoreToBackgroundColor")) {
                int[] clear = new int[frame.picture.getWidth() * frame.picture.getHeight()];
                canvas.setRGB(frame.left, frame.top, frame.picture.getWidth(), frame.picture.getHeight(), clear, 0,
                        frame.picture.getWidth());
            } else if (frame.disposal.equals("restoreToPrevious")) {
                canvas = before;
            }
        }
        return shown;
    }

    private static void draw(BufferedImage canvas, Frame frame) {
        for (int y = 0; y < frame.picture.getHeight(); y++) {
            for (int x = 0; x < frame.picture.getWidth(); x++) {
                int colour = frame.picture.getRGB(x, y);
                if (colour >>> 24 != 0) {
                    canvas.setRGB(frame.left + x, frame.top + y, colour);
                }
            }
        }
    }

    private static BufferedImage copy(BufferedImage picture) {
        BufferedImage copy = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_ARGB);
        copy.setData(picture.getData());
        return copy;
    }
}
