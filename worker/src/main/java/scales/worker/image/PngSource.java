package scales.worker.image;

import scales.worker.image.png.PngDecoder;
import scales.worker.image.png.PngEncoder;
import scales.worker.image.png.PngHeader;
import scales.worker.image.raster.Lanczos;
import scales.worker.image.raster.Raster;

/** A PNG on its way. */
final class PngSource implements Source {
    private final byte[] picture;
    private final PngHeader header;

    PngSource(byte[] picture) throws Refused {
        this.picture = picture;
        this.header = PngHeader.read(picture);
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
        int samples = header.layout().samples();
        int bytes = samples * header.decodedDepth() / 8;
        long in = (long) header.width() * header.height() * bytes;
        long out = (long) width * height * bytes;
        boolean turned = header.orientation().ordinal() > 0;
        // The encoder holds the file it writes, twice when it grows, and that of incompressible noise is as large as the raster.
        return in * (turned ? 2 : 1) + out * 3 + Lanczos.memory(width(), height(), width, height, samples);
    }

    @Override
    public byte[] resize(int width, int height, Stopwatch watch) throws Refused {
        Raster upright = header.orientation().upright(PngDecoder.decode(picture, header));
        watch.spent(Stopwatch.Stage.DECODE);
        Raster resized = Lanczos.resize(upright, width, height);
        watch.spent(Stopwatch.Stage.SCALE);
        byte[] answer = PngEncoder.encode(resized, header);
        watch.spent(Stopwatch.Stage.ENCODE);
        return answer;
    }
}
