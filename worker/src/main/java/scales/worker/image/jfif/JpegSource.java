package scales.worker.image.jfif;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import scales.worker.image.Refused;
import scales.worker.image.Resized;
import scales.worker.image.Source;
import scales.worker.image.Stopwatch;
import scales.worker.image.jpeg.FastJpeg;
import scales.worker.image.raster.Lanczos;
import scales.worker.image.raster.Orientation;
import scales.worker.image.raster.Raster;

/** A JPEG on its way. */
final class JpegSource implements Source {
    private final byte[] picture;
    private final JpegHeader header;
    private final JpegStyle style;
    private final JpegDecoder decoder;
    private final JpegEncoder encoder;

    JpegSource(byte[] picture, JpegHeader header, JpegDecoder decoder, JpegEncoder encoder) {
        this.picture = picture;
        this.header = header;
        this.style = JpegStyle.of(header);
        this.decoder = decoder;
        this.encoder = encoder;
    }

    @Override
    public int width() {
        return header.orientation().swapsSides() ? header.height() : header.width();
    }

    @Override
    public int height() {
        return header.orientation().swapsSides() ? header.width() : header.height();
    }

    @Override
    public long memory(int width, int height) {
        long out = (long) width * height;
        return picture.length + (header.isCommon() && style.isOfSource() ? fast(out) : general(width, height))
                + Lanczos.memory(width(), height(), width, height, 3);
    }

    /** Planes as they were sampled; of a progressive picture the coefficients too; coefficients and bits of the answer. */
    private long fast(long out) {
        long in = header.samples(header.pixels());
        return in + (header.progressive() ? in * 2 : 0) + header.samples(out) * 5 / 2;
    }

    private long general(int width, int height) {
        int stored = header.components().size();
        int samples = stored == 1 ? 1 : 3;
        long in = header.pixels() * samples;
        long turned = header.orientation() == Orientation.UPRIGHT ? 0 : in;
        long cmyk = stored == 4 ? header.pixels() * 4 : 0;
        // libjpeg keeps the coefficients of a progressive picture, and of one with optimised tables while it writes.
        long coefficients = header.progressive() ? header.pixels() * stored * 2 : 0;
        long out = (long) width * height * samples;
        return in + turned + cmyk + coefficients + out * 4;
    }

    @Override
    public byte[] resize(int width, int height, Stopwatch watch) throws Refused, IOException {
        Optional<Resized> fast = header.isCommon() && style.isOfSource() ? FastJpeg.resize(picture, wish(width, height)) : Optional.empty();
        if (fast.isPresent()) {
            watch.spent(Stopwatch.Stage.DECODE, fast.get().decodeNanos());
            watch.spent(Stopwatch.Stage.SCALE, fast.get().scaleNanos());
            watch.spent(Stopwatch.Stage.ENCODE, fast.get().encodeNanos());
            return fast.get().bytes();
        }
        Raster upright = header.orientation().upright(decoder.decode(picture, header));
        watch.spent(Stopwatch.Stage.DECODE);
        Raster resized = Lanczos.resize(upright, width, height);
        watch.spent(Stopwatch.Stage.SCALE);
        byte[] answer = withHead(encoder.encode(resized, header.orientation().swapsSides() ? style.turned() : style));
        watch.spent(Stopwatch.Stage.ENCODE);
        return answer;
    }

    private FastJpeg.Wish wish(int width, int height) {
        Density density = density();
        return new FastJpeg.Wish(width, height, header.orientation(), density.unit(), density.x(), density.y(), header.icc());
    }

    private Density density() {
        return header.orientation().swapsSides() ? header.density().swapped() : header.density();
    }

    /** Exchanges what the writer put before the tables for density and profile of the source. */
    private byte[] withHead(byte[] written) throws Refused {
        ByteArrayOutputStream out = new ByteArrayOutputStream(written.length + 1024);
        Markers.start(out);
        Markers.jfif(out, density());
        if (header.icc() != null && header.components().size() != 4) {
            Markers.icc(out, header.icc());
        }
        Segments segments = new Segments(written);
        segments.advance();
        while (segments.marker() >= 0xE0 && segments.marker() <= 0xFE) {
            segments.advance();
        }
        out.write(written, segments.start(), written.length - segments.start());
        return out.toByteArray();
    }
}
