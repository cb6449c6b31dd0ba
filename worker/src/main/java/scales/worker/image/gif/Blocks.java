package scales.worker.image.gif;

import java.nio.charset.StandardCharsets;

import scales.worker.image.Refused;

/**
 * Steps from frame to frame of a GIF file. A file may end without its trailer, or go on with what is no block, once it has
 * a complete frame; it may not end within a block.
 */
final class Blocks {
    private static final int TRAILER = 0x3B;
    private static final int IMAGE = 0x2C;
    private static final int EXTENSION = 0x21;
    private static final int CONTROL = 0xF9;
    private static final int APPLICATION = 0xFF;
    private static final int SCREEN_END = 13;

    private final byte[] file;
    private final int palette;
    private final int colours;
    private int at;
    private int loops = GifHeader.NO_LOOPS;
    private boolean any;
    private Frame frame;
    private int disposal;
    private int delay;
    private int transparent = -1;

    Blocks(byte[] file) throws Refused {
        this.file = file;
        if (file.length < SCREEN_END) {
            throw ended();
        }
        String signature = new String(file, 0, 6, StandardCharsets.ISO_8859_1);
        if (!signature.equals("GIF87a") && !signature.equals("GIF89a")) {
            throw new Refused("broken", "not a GIF file");
        }
        at = SCREEN_END;
        palette = at;
        colours = palette(file[10]);
    }

    int screenWidth() {
        return u16(6);
    }

    int screenHeight() {
        return u16(8);
    }

    int aspect() {
        return file[12] & 0xFF;
    }

    /** @return how often the blocks so far tell to show the animation */
    int loops() {
        return loops;
    }

    Frame frame() {
        return frame;
    }

    /** @return false when there is no further frame */
    boolean nextFrame() throws Refused {
        while (at < file.length) {
            int kind = file[at++] & 0xFF;
            switch (kind) {
                case IMAGE -> {
                    image();
                    return true;
                }
                case EXTENSION -> extension();
                // Some encoders end their blocks twice.
                case 0 -> { }
                default -> {
                    if (kind != TRAILER && !any) {
                        throw new Refused("broken", "the GIF file has a block of no known kind");
                    }
                    at = file.length;
                }
            }
        }
        if (!any) {
            throw new Refused("broken", "the GIF file ends before its first frame");
        }
        return false;
    }

    private void image() throws Refused {
        need(9);
        int start = at;
        int flags = file[at + 8];
        at += 9;
        int localPalette = at;
        int localColours = palette(flags);
        boolean local = localColours > 0;
        need(1);
        frame = new Frame(u16(start), u16(start + 2), u16(start + 4), u16(start + 6), (flags & 0x40) != 0,
                Frame.Disposal.of(disposal), transparent, delay,
                local ? localPalette : palette, local ? localColours : colours, at);
        at++;
        skipSubBlocks();
        any = true;
        disposal = 0;
        delay = 0;
        transparent = -1;
    }

    private void extension() throws Refused {
        need(1);
        int label = file[at++] & 0xFF;
        int size = at < file.length ? file[at] & 0xFF : 0;
        if (label == CONTROL && size >= 4) {
            need(5);
            int flags = file[at + 1];
            disposal = flags >> 2 & 7;
            delay = u16(at + 2);
            transparent = (flags & 1) != 0 ? file[at + 4] & 0xFF : -1;
        }
        if (label == APPLICATION && size == 11) {
            need(12);
            String name = new String(file, at + 1, 11, StandardCharsets.ISO_8859_1);
            if (name.equals("NETSCAPE2.0") || name.equals("ANIMEXTS1.0")) {
                at += 12;
                loop();
            }
        }
        skipSubBlocks();
    }

    /** The looping block of Netscape Navigator 2.0: three bytes, the first of them 1. */
    private void loop() throws Refused {
        if (at < file.length && (file[at] & 0xFF) >= 3) {
            need(4);
            if ((file[at + 1] & 7) == 1) {
                loops = u16(at + 2);
            }
        }
    }

    private void skipSubBlocks() throws Refused {
        // At the very end of the file the mark that no sub-block follows may be missing, as the trailer may.
        while (at < file.length) {
            int length = file[at++] & 0xFF;
            if (length == 0) {
                return;
            }
            need(length);
            at += length;
        }
    }

    /** Steps over a palette if the flags announce one. */
    private int palette(int flags) throws Refused {
        if ((flags & 0x80) == 0) {
            return 0;
        }
        int entries = 2 << (flags & 7);
        need(3 * entries);
        at += 3 * entries;
        return entries;
    }

    private void need(int bytes) throws Refused {
        if (file.length - at < bytes) {
            throw ended();
        }
    }

    private static Refused ended() {
        return new Refused("broken", "the GIF file ends within a block");
    }

    private int u16(int from) {
        return file[from] & 0xFF | (file[from + 1] & 0xFF) << 8;
    }
}
