package scales.worker.image;

/**
 * The picture or the scale is wrong: the client's fault, status 400. The message is one short ASCII sentence that a
 * client may read; it names no file, class or address.
 */
public final class Refused extends Exception {
    private final String code;

    /**
     * @param code   a word for metrics, such as {@code scale}, {@code format}, {@code broken}, {@code limit}
     * @param reason one short ASCII sentence for people
     */
    public Refused(String code, String reason) {
        this(code, reason, null);
    }

    public Refused(String code, String reason, Throwable cause) {
        super(reason, cause);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
