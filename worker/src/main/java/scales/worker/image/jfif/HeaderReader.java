package scales.worker.image.jfif;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import scales.worker.image.Refused;
import scales.worker.image.raster.Exif;
import scales.worker.image.raster.Orientation;

/** Gathers a {@link JpegHeader} from the segments, in one walk over the bytes. */
final class HeaderReader {
    private static final String EXIF = "Exif\0\0";

    private final byte[] bytes;
    private final int[][] tables = new int[4][];
    /** By component, a bit for each coefficient of which the last scan has come. */
    private final Map<Integer, Long> complete = new HashMap<>();
    private final Set<Integer> scanned = new HashSet<>();
    private final IccChunks icc = new IccChunks();
    private List<Component> components;
    private int width;
    private int height;
    private boolean progressive;
    private boolean arithmetic;
    private boolean jfif;
    private int adobe = -1;
    private Density density;
    private Orientation orientation;
    private int scans;

    private HeaderReader(byte[] bytes) {
        this.bytes = bytes;
    }

    static JpegHeader read(byte[] bytes) throws Refused {
        return new HeaderReader(bytes).read();
    }

    private JpegHeader read() throws Refused {
        Segments segments = new Segments(bytes);
        while (segments.advance()) {
            take(segments);
        }
        if (components == null || scans == 0) {
            throw new Refused("broken", "the JPEG has no picture");
        }
        for (Component component : components) {
            // Later scans of a progressive picture only sharpen it: without the end mark, nobody would miss them.
            boolean cut = progressive && segments.marker() != Segments.EOI && complete.getOrDefault(component.id(), 0L) != -1L;
            if (cut || !scanned.contains(component.id())) {
                throw new Refused("broken", "the JPEG ends before all of its scans");
            }
        }
        return new JpegHeader(width, height, progressive, arithmetic, components, tables,
                density != null ? density : Density.UNKNOWN,
                orientation != null ? orientation : Orientation.UPRIGHT,
                icc.profile(components.size()), jfif, adobe, scans);
    }

    private void take(Segments segment) throws Refused {
        switch (segment.marker()) {
            case 0xC0, 0xC1, 0xC2, 0xC9, 0xCA -> frame(segment);
            case 0xC3, 0xC5, 0xC6, 0xC7, 0xCB, 0xCD, 0xCE, 0xCF ->
                throw new Refused("format", "lossless and hierarchical JPEG are not supported");
            case 0xDB -> tables(segment);
            case Segments.SOS -> scan(segment);
            case 0xE0 -> {
                if (segment.begins("JFIF\0") && segment.length() >= 12 && !jfif) {
                    jfif = true;
                    density = density(segment.u8(7), segment.u16(8), segment.u16(10));
                }
            }
            case 0xE1 -> {
                if (segment.begins(EXIF) && orientation == null) {
                    int tiff = segment.from() + EXIF.length();
                    orientation = Exif.orientation(bytes, tiff, segment.to());
                }
            }
            case 0xE2 -> icc.take(segment, bytes);
            case 0xEE -> {
                if (segment.begins("Adobe") && segment.length() >= 12) {
                    adobe = segment.u8(11);
                }
            }
            default -> { }
        }
    }

    private void frame(Segments segment) throws Refused {
        if (components != null) {
            throw new Refused("broken", "the JPEG has two frame headers");
        }
        if (segment.u8(0) != 8) {
            throw new Refused("format", "only JPEG with 8 bits a sample is supported");
        }
        height = segment.u16(1);
        width = segment.u16(3);
        int count = segment.u8(5);
        if (width == 0 || height == 0) {
            throw new Refused("broken", "the JPEG has no width or no height");
        }
        if (count != 1 && count != 3 && count != 4 || segment.length() < 6 + 3 * count) {
            throw new Refused("broken", "the JPEG has an impossible number of colours");
        }
        progressive = (segment.marker() & 3) == 2;
        arithmetic = segment.marker() > 0xC8;
        List<Component> list = new ArrayList<>();
        for (int at = 6; at < 6 + 3 * count; at += 3) {
            int h = segment.u8(at + 1) >> 4;
            int v = segment.u8(at + 1) & 15;
            if (h < 1 || h > 4 || v < 1 || v > 4 || segment.u8(at + 2) > 3) {
                throw new Refused("broken", "the JPEG has an impossible sampling factor or table number");
            }
            list.add(new Component(segment.u8(at), h, v, segment.u8(at + 2)));
        }
        components = List.copyOf(list);
    }

    private void tables(Segments segment) {
        for (int at = 0; at < segment.length(); ) {
            int wide = segment.u8(at) >> 4;
            int number = segment.u8(at) & 15;
            at++;
            if (wide > 1 || number > 3 || at + (64 << wide) > segment.length()) {
                // The decoder will find it out, if it matters.
                return;
            }
            // Tables may change between scans; those of the first, which are for the rough shape, are kept.
            if (scans == 0 || tables[number] == null) {
                tables[number] = new int[64];
                for (int i = 0; i < 64; i++) {
                    tables[number][Zigzag.NATURAL[i]] = wide == 0 ? segment.u8(at + i) : segment.u16(at + 2 * i);
                }
            }
            at += 64 << wide;
        }
    }

    private void scan(Segments segment) throws Refused {
        int count = segment.u8(0);
        if (components == null || count < 1 || count > 4 || segment.length() < 4 + 2 * count) {
            throw new Refused("broken", "the JPEG has an impossible scan");
        }
        scans++;
        int from = segment.u8(1 + 2 * count);
        int to = Math.min(63, segment.u8(2 + 2 * count));
        boolean last = (segment.u8(3 + 2 * count) & 15) == 0;
        long coefficients = from > to ? 0 : -1L << from & -1L >>> 63 - to;
        for (int i = 0; i < count; i++) {
            int component = segment.u8(1 + 2 * i);
            if (from == 0) {
                scanned.add(component);
            }
            if (last) {
                complete.merge(component, coefficients, (a, b) -> a | b);
            }
        }
    }

    /** Nobody prints at a density of 0; software that finds one divides by it. */
    private static Density density(int unit, int x, int y) {
        return unit > 2 || x == 0 || y == 0 ? null : new Density(unit, x, y);
    }
}
