package scales.worker.image.jfif;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import javax.imageio.plugins.jpeg.JPEGQTable;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import scales.worker.image.imageio.Plugins;
import scales.worker.image.imageio.Samples;
import scales.worker.image.raster.Raster;

/** Writes JPEGs through TwelveMonkeys. Safe for use by several threads at once. */
final class JpegEncoder {
    private static final String TREE = "javax_imageio_jpeg_image_1.0";

    private final ImageWriterSpi plugin = Plugins.jpegWriter();

    /** @return frame, tables and scans between start and end marker, preceded by what the writer thinks should be there */
    byte[] encode(Raster raster, JpegStyle style) throws IOException {
        ImageWriter writer = plugin.createWriterInstance();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raster.bytes().length / 8 + 1024);
        try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            JPEGImageWriteParam param = (JPEGImageWriteParam) writer.getDefaultWriteParam();
            param.setOptimizeHuffmanTables(true);
            if (style.progressive()) {
                param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            IIOImage image = new IIOImage(Samples.image(raster), null, null);
            IIOMetadata metadata = writer.getDefaultImageMetadata(
                    ImageTypeSpecifier.createFromRenderedImage(image.getRenderedImage()), param);
            apply(style, metadata);
            image.setMetadata(metadata);
            writer.write(null, image, param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The tree is the only way in: {@code setEncodeTables} would write tables without the numbers the frame refers to. */
    private static void apply(JpegStyle style, IIOMetadata metadata) throws IIOInvalidTreeException {
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(TREE);
        NodeList tables = root.getElementsByTagName("dqtable");
        for (int i = 0; i < tables.getLength(); i++) {
            IIOMetadataNode table = (IIOMetadataNode) tables.item(i);
            boolean luma = table.getAttribute("qtableId").equals("0");
            table.setUserObject(new JPEGQTable(luma ? style.luma() : style.chroma()));
        }
        NodeList components = root.getElementsByTagName("componentSpec");
        for (int i = 0; i < components.getLength(); i++) {
            Element component = (Element) components.item(i);
            boolean subsampled = i == 0 && components.getLength() == 3;
            component.setAttribute("HsamplingFactor", String.valueOf(subsampled ? style.h() : 1));
            component.setAttribute("VsamplingFactor", String.valueOf(subsampled ? style.v() : 1));
        }
        metadata.setFromTree(TREE, root);
    }
}
