package scales.worker.image;

import java.io.IOException;

/** A picture judged by its headers, ready to be resized, once. For one thread. */
public final class Prepared {
    private final Format format;
    private final Source source;
    private final int width;
    private final int height;

    Prepared(Format format, Source source, int width, int height) {
        this.format = format;
        this.source = source;
        this.width = width;
        this.height = height;
    }

    /** @return bytes of memory that {@link #run} takes at most, apart from those of the picture sent */
    public long memory() {
        return source.memory(width, height);
    }

    /** @throws Refused when the pixels show that the picture is broken */
    public Resized run() throws Refused {
        Stopwatch watch = new Stopwatch(System::nanoTime);
        try {
            byte[] bytes = source.resize(width, height, watch);
            return new Resized(format, bytes, watch.of(Stopwatch.Stage.DECODE),
                    watch.of(Stopwatch.Stage.SCALE), watch.of(Stopwatch.Stage.ENCODE));
        } catch (IOException | RuntimeException broken) {
            throw broken(format, broken);
        }
    }

    /** Decoders report a broken picture with whatever they stumble over: bad indices, sizes, states, colours. */
    static Refused broken(Format format, Exception cause) {
        return new Refused("broken", "the " + format + " picture is broken", cause);
    }
}
