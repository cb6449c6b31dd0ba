package scales.worker.image.jfif;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import scales.worker.image.Refused;
import scales.worker.image.imageio.Plugins;
import scales.worker.image.imageio.Samples;
import scales.worker.image.raster.Raster;

/** Reads the pixels of a JPEG through TwelveMonkeys. Safe for use by several threads at once. */
final class JpegDecoder {
    private static final ImageTypeSpecifier BYTES =
            ImageTypeSpecifier.createFromBufferedImageType(BufferedImage.TYPE_3BYTE_BGR);

    private final ImageReaderSpi plugin = Plugins.jpegReader();

    /** @return grey or RGB in the picture's own space; CMYK and YCCK converted to sRGB; as stored, not upright */
    Raster decode(byte[] picture, JpegHeader header) throws IOException, Refused {
        boolean cmyk = header.components().size() == 4;
        List<String> warnings = new ArrayList<>();
        ImageReader reader = plugin.createReaderInstance();
        try (ImageInputStream input = new ByteArrayImageInputStream(CleanJpeg.of(picture, header, cmyk))) {
            reader.setInput(input, true, true);
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            ImageReadParam param = reader.getDefaultReadParam();
            // Of CMYK the plugin's first choice depends on the profile: packed integers without one.
            param.setDestinationType(cmyk ? BYTES : reader.getRawImageType(0));
            Raster raster = Samples.of(reader.read(0, param));
            if (warnings.stream().anyMatch(JpegDecoder::isFatal)) {
                throw new Refused("broken", "pixels of the JPEG are missing or damaged");
            }
            return raster;
        } finally {
            reader.dispose();
        }
    }

    /**
     * The texts are libjpeg's (jerror.h). It fills what it cannot read with grey, and only says so. Extraneous bytes
     * before a marker take nothing away.
     */
    private static boolean isFatal(String warning) {
        return warning.startsWith("Corrupt JPEG data") && !warning.contains("extraneous bytes")
                || warning.startsWith("Premature end of JPEG")
                || warning.startsWith("Inconsistent progression sequence");
    }
}
