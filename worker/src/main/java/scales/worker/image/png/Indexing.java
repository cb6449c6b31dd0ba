package scales.worker.image.png;

import java.util.Arrays;

import scales.worker.image.raster.Layout;
import scales.worker.image.raster.Raster;

/** Finds the at most 256 colours of a picture and writes it in as few bits as their indices need. */
final class Indexing implements RowSource {
    private static final int MOST = 256;
    private static final int SLOTS = 1024;

    private final Raster raster;
    private final int samples;
    /** Colours as ARGB, and whether their slot is taken; open addressing. */
    private final int[] colours = new int[SLOTS];
    private final short[] indices = new short[SLOTS];
    private int count;
    private int[] palette;
    private int depth;

    private Indexing(Raster raster) {
        this.raster = raster;
        this.samples = raster.layout().samples();
        Arrays.fill(indices, (short) -1);
    }

    /** @return null when the picture has more than 256 colours or more than 8 bits a sample */
    static Indexing of(Raster raster) {
        if (raster.depth() != 8) {
            return null;
        }
        Indexing indexing = new Indexing(raster);
        return indexing.collect() ? indexing : null;
    }

    private boolean collect() {
        byte[] from = raster.bytes();
        int last = 0;
        for (int at = 0; at < from.length; at += samples) {
            int colour = colour(from, at);
            if (at > 0 && colour == last) {
                continue;
            }
            last = colour;
            int slot = slot(colour);
            if (indices[slot] < 0) {
                if (count == MOST) {
                    return false;
                }
                colours[slot] = colour;
                indices[slot] = (short) count++;
            }
        }
        number();
        return true;
    }

    /** In the order of the colours, the least opaque first: their alphas are then all that tRNS must list. */
    private void number() {
        palette = new int[count];
        for (int slot = 0; slot < SLOTS; slot++) {
            if (indices[slot] >= 0) {
                palette[indices[slot]] = colours[slot] ^ Integer.MIN_VALUE;
            }
        }
        Arrays.sort(palette);
        for (int i = 0; i < count; i++) {
            palette[i] ^= Integer.MIN_VALUE;
            indices[slot(palette[i])] = (short) i;
        }
        depth = count <= 2 ? 1 : count <= 4 ? 2 : count <= 16 ? 4 : 8;
    }

    private int colour(byte[] from, int at) {
        if (raster.layout() == Layout.GREY) {
            return 0xFF000000 | (from[at] & 0xFF) * 0x010101;
        }
        int rgb = (from[at] & 0xFF) << 16 | (from[at + 1] & 0xFF) << 8 | from[at + 2] & 0xFF;
        return samples == 3 ? 0xFF000000 | rgb : (from[at + 3] & 0xFF) << 24 | rgb;
    }

    private int slot(int colour) {
        int slot = colour * 0x9E3779B1 >>> 22;
        while (indices[slot] >= 0 && colours[slot] != colour) {
            slot = slot + 1 & SLOTS - 1;
        }
        return slot;
    }

    /** @return bits per index */
    int depth() {
        return depth;
    }

    byte[] plte() {
        byte[] data = new byte[count * 3];
        for (int i = 0; i < count; i++) {
            data[3 * i] = (byte) (palette[i] >> 16);
            data[3 * i + 1] = (byte) (palette[i] >> 8);
            data[3 * i + 2] = (byte) palette[i];
        }
        return data;
    }

    /** @return alphas up to the last colour that is not opaque */
    byte[] trns() {
        byte[] data = new byte[count];
        int length = 0;
        for (int i = 0; i < count; i++) {
            data[i] = (byte) (palette[i] >>> 24);
            length = data[i] == (byte) 255 ? length : i + 1;
        }
        return Arrays.copyOf(data, length);
    }

    @Override
    public int length() {
        return Math.toIntExact(((long) raster.width() * depth + 7) / 8);
    }

    @Override
    public int step() {
        return 1;
    }

    /** Packed, most significant bits first. */
    @Override
    public void row(int y, byte[] to, int at) {
        byte[] from = raster.bytes();
        int start = y * raster.stride();
        int last = 0;
        int index = -1;
        int bits = 0;
        for (int x = 0; x < raster.width(); x++) {
            int colour = colour(from, start + x * samples);
            if (index < 0 || colour != last) {
                index = indices[slot(colour)];
                last = colour;
            }
            bits = bits << depth | index;
            if (((x + 1) * depth & 7) == 0) {
                to[at++] = (byte) bits;
            }
        }
        int left = raster.width() * depth & 7;
        if (left != 0) {
            to[at] = (byte) (bits << 8 - left);
        }
    }
}
