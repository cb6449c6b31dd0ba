package scales.worker.image.png;

import scales.worker.image.raster.Layout;

/** The colour types of PNG, clause 11.2.1. */
enum ColourType {
    GREY(0, Layout.GREY, 0b1_0000_0001_0001_0110),
    RGB(2, Layout.RGB, 0b1_0000_0001_0000_0000),
    INDEXED(3, null, 0b1_0001_0110),
    GREY_ALPHA(4, Layout.GREY_ALPHA, 0b1_0000_0001_0000_0000),
    RGBA(6, Layout.RGBA, 0b1_0000_0001_0000_0000);

    final int code;
    /** What its samples are; null where they are indices. */
    final Layout layout;
    private final int depths;

    /** @param depths bit d is set when a sample may have d bits */
    ColourType(int code, Layout layout, int depths) {
        this.code = code;
        this.layout = layout;
        this.depths = depths;
    }

    /** @return null when there is none of this code, or none with this depth */
    static ColourType of(int code, int depth) {
        for (ColourType type : values()) {
            if (type.code == code) {
                return depth >= 1 && depth <= 16 && (type.depths >>> depth & 1) == 1 ? type : null;
            }
        }
        return null;
    }

    static ColourType of(Layout layout) {
        for (ColourType type : values()) {
            if (type.layout == layout) {
                return type;
            }
        }
        throw new IllegalArgumentException("no colour type for " + layout);
    }

    /** @return samples per pixel as stored */
    int samples() {
        return this == INDEXED ? 1 : layout.samples();
    }
}
