package scales.worker.image;

import java.io.IOException;
import scales.worker.image.bmp.BmpSource;
import scales.worker.image.jfif.JpegFormat;

/** Turns a picture and a scale into a picture of the same format. Safe for use by several threads at once. */
public final class Resizer {
    private final Limits limits;
    private final JpegFormat jpeg = new JpegFormat();

    public Resizer(Limits limits) {
        this.limits = limits;
    }

    /**
     * @param picture the bytes as they came; the format is judged from them alone
     * @throws Refused when the picture or the scale is wrong or beyond a limit
     */
    public Resized resize(byte[] picture, Scale scale) throws Refused {
        return prepare(picture, scale).run();
    }

    /**
     * Reads headers only, and judges them.
     *
     * @return what is left to do, and what it will take
     */
    public Prepared prepare(byte[] picture, Scale scale) throws Refused {
        Format format = Format.of(picture);
        try {
            Source source = open(format, picture);
            int width = scale.of(source.width());
            int height = scale.of(source.height());
            limits.judge(source, width, height);
            return new Prepared(format, source, width, height);
        } catch (IOException | RuntimeException broken) {
            throw Prepared.broken(format, broken);
        }
    }

    private Source open(Format format, byte[] picture) throws Refused, IOException {
        return switch (format) {
            case JPEG -> jpeg.open(picture);
            case PNG -> new PngSource(picture);
            case BMP -> new BmpSource(picture);
            case GIF -> new GifSource(picture);
        };
    }
}
