package scales.worker.image.bmp;

import scales.worker.image.Refused;
import scales.worker.image.Source;
import scales.worker.image.Stopwatch;
import scales.worker.image.raster.Lanczos;
import scales.worker.image.raster.Raster;

/** A BMP on its way. */
public final class BmpSource implements Source {
    private final byte[] picture;
    private final BmpHeader header;

    /** @throws Refused when the headers are broken or of a kind that is not supported */
    public BmpSource(byte[] picture) throws Refused {
        this.picture = picture;
        this.header = HeaderReader.read(picture);
    }

    @Override
    public int width() {
        return header.width();
    }

    @Override
    public int height() {
        return header.height();
    }

    @Override
    public long memory(int width, int height) {
        int samples = header.masks().alpha() != 0 ? 4 : header.isGrey() ? 1 : 3;
        long in = (long) header.width() * header.height();
        long indices = header.bits() <= 8 ? in : 0;
        return in * samples + indices + 2L * width * height * samples + 4L * height
                + Lanczos.memory(header.width(), header.height(), width, height, samples);
    }

    @Override
    public byte[] resize(int width, int height, Stopwatch watch) throws Refused {
        Raster raster = BmpDecoder.decode(picture, header);
        watch.spent(Stopwatch.Stage.DECODE);
        Raster resized = Lanczos.resize(raster, width, height);
        watch.spent(Stopwatch.Stage.SCALE);
        byte[] answer = BmpEncoder.encode(resized, header.xPerMetre(), header.yPerMetre());
        watch.spent(Stopwatch.Stage.ENCODE);
        return answer;
    }
}
