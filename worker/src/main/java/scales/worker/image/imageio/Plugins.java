package scales.worker.image.imageio;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageWriterSpi;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageWriterSpi;

/**
 * The plug-ins, looked up once. A jar without TwelveMonkeys' service files would silently fall back to the JDK's readers,
 * which know no CMYK; so a missing one ends the program when it starts.
 */
public final class Plugins {
    private Plugins() {}

    public static ImageReaderSpi jpegReader() {
        return registered(JPEGImageReaderSpi.class);
    }

    public static ImageWriterSpi jpegWriter() {
        return registered(JPEGImageWriterSpi.class);
    }

    private static <T> T registered(Class<T> plugin) {
        T found = IIORegistry.getDefaultInstance().getServiceProviderByClass(plugin);
        if (found == null) {
            throw new IllegalStateException(plugin.getName() + " is not registered: its META-INF/services file is missing");
        }
        return found;
    }
}
