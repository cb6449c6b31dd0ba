package scales.worker.slots;

/** A good request that cannot be served now: status 503, and another worker may well serve it. */
public final class NoPlace extends Exception {
    private final String code;

    /**
     * @param code   a word for metrics: {@code queue}, {@code memory}, {@code stopping}
     * @param reason one short ASCII sentence for people
     */
    public NoPlace(String code, String reason, Throwable cause) {
        // Without a stack trace: it is thrown most when the worker has the least to spare.
        super(reason, cause, false, false);
        this.code = code;
    }

    public NoPlace(String code, String reason) {
        this(code, reason, null);
    }

    public String code() {
        return code;
    }
}
