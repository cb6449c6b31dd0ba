package scales.worker.http;

/** A body that is refused before it arrived whole; the connection cannot be used again. */
final class BadBody extends Exception {
    private final int status;
    private final String code;

    /**
     * @param code   a word for metrics
     * @param reason one short ASCII sentence for people
     */
    BadBody(int status, String code, String reason) {
        super(reason, null, false, false);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
