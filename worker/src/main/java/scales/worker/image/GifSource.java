package scales.worker.image;

import scales.worker.image.gif.GifDecoder;
import scales.worker.image.gif.GifEncoder;
import scales.worker.image.gif.GifHeader;
import scales.worker.image.raster.Area;
import scales.worker.image.raster.Lanczos;
import scales.worker.image.raster.Raster;

/** A GIF on its way, frame by frame: only one is in memory at a time. */
final class GifSource implements Source {
    private final byte[] picture;
    private final GifHeader header;

    GifSource(byte[] picture) throws Refused {
        this.picture = picture;
        this.header = GifHeader.read(picture);
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
    public int frames() {
        return header.frames();
    }

    @Override
    public long pixels() {
        return header.pixels();
    }

    @Override
    public long memory(int width, int height) {
        long canvas = (long) header.width() * header.height();
        long out = (long) width * height;
        // A frame may be larger than the canvas, but not larger than what is left of the sum.
        long indices = Math.max(canvas, header.pixels() - canvas * (header.frames() - 1));
        long decoder = canvas * (2 * Integer.BYTES + 2 * 4) + indices;
        long encoder = out * (5 * Integer.BYTES + 1);
        // Half a byte a pixel is much for a compressed frame, and the answer is held twice while it is finished.
        long answer = out * header.frames();
        return decoder + encoder + answer + 4 * (canvas + out) + Lanczos.memory(header.width(), header.height(), width, height, 4);
    }

    @Override
    public byte[] resize(int width, int height, Stopwatch watch) throws Refused {
        GifDecoder decoder = new GifDecoder(picture, header);
        GifEncoder encoder = new GifEncoder(width, height, header);
        Lanczos lanczos = new Lanczos(header.width(), header.height(), width, height);
        Raster shown = null;
        Raster resized = null;
        while (decoder.next()) {
            Raster frame = decoder.frame();
            watch.spent(Stopwatch.Stage.DECODE);
            if (shown == null || shown.layout() != frame.layout()) {
                resized = lanczos.resize(frame);
            } else {
                // Most of an animation stands still most of the time.
                lanczos.update(frame, resized, Area.ofDifference(shown, frame));
            }
            shown = frame;
            watch.spent(Stopwatch.Stage.SCALE);
            encoder.add(resized, decoder.delay());
            watch.spent(Stopwatch.Stage.ENCODE);
        }
        byte[] answer = encoder.finish();
        watch.spent(Stopwatch.Stage.ENCODE);
        return answer;
    }
}
