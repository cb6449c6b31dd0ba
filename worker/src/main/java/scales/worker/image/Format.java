package scales.worker.image;

/** The picture formats that come in and go out. */
public enum Format {
    JPEG("image/jpeg"),
    PNG("image/png"),
    GIF("image/gif"),
    BMP("image/bmp");

    private static final int[] BMP_HEADERS = {12, 16, 40, 52, 56, 64, 108, 124};

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /**
     * Judged from the bytes alone: names and types that clients state are often wrong.
     *
     * @throws Refused when it is none of the four
     */
    public static Format of(byte[] picture) throws Refused {
        if (starts(picture, 0xFF, 0xD8, 0xFF)) {
            return JPEG;
        }
        if (starts(picture, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return PNG;
        }
        if (starts(picture, 'G', 'I', 'F', '8', '7', 'a') || starts(picture, 'G', 'I', 'F', '8', '9', 'a')) {
            return GIF;
        }
        if (starts(picture, 'B', 'M') && hasBmpHeader(picture)) {
            return BMP;
        }
        throw new Refused("format", "not a JPEG, PNG, GIF or BMP picture");
    }

    /** "BM" alone also begins many a text. */
    private static boolean hasBmpHeader(byte[] picture) {
        for (int size : BMP_HEADERS) {
            if (picture.length > 26 && picture[14] == size && picture[15] == 0 && picture[16] == 0 && picture[17] == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean starts(byte[] picture, int... magic) {
        if (picture.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((picture[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
