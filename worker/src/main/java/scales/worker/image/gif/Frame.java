package scales.worker.image.gif;

/**
 * One image of a GIF file, still packed.
 *
 * @param transparent index that draws nothing, -1 for none
 * @param delay       how long it is shown, in hundredths of a second
 * @param palette     where the red of the first colour lies in the file
 * @param colours     entries of the palette, 0 when there is none
 * @param data        where its packed indices begin in the file, with the code size
 */
record Frame(
        int x, int y, int width, int height, boolean interlaced,
        Disposal disposal, int transparent, int delay, int palette, int colours, int data) {

    /** What becomes of a frame once its time is over. */
    enum Disposal {
        KEEP,
        CLEAR,
        RESTORE;

        /** @param code 0 to 7; 4 was meant to be 3 by some early encoders, and browsers take it so */
        static Disposal of(int code) {
            return switch (code) {
                case 2 -> CLEAR;
                case 3, 4 -> RESTORE;
                default -> KEEP;
            };
        }
    }

    /** @return colour of each index as ARGB, 0 for the transparent one; a grey ramp where the file has no palette */
    int[] colours(byte[] file) {
        int[] argb = new int[256];
        for (int i = 0; i < argb.length; i++) {
            int at = palette + 3 * i;
            int rgb = colours == 0 ? i * 0x010101
                    : i < colours ? (file[at] & 0xFF) << 16 | (file[at + 1] & 0xFF) << 8 | file[at + 2] & 0xFF : 0;
            argb[i] = 0xFF000000 | rgb;
        }
        if (transparent >= 0) {
            argb[transparent] = 0;
        }
        return argb;
    }
}
