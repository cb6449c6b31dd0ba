package scales.balancer.proxy;

/** Why the body of a request does not come. */
final class BodyFailure extends Exception {
    /** With the status for the client. */
    enum Why {
        TOO_LARGE(413, "the request body is larger than allowed"),
        TOO_SLOW(408, "the request body came too slowly"),
        /** It is malformed, or its client left. */
        INCOMPLETE(400, "the request body is incomplete"),
        /** Here, and now: the client is not to blame. */
        NO_MEMORY(503, "there is no memory for the request body");

        private final int status;
        private final String text;

        Why(int status, String text) {
            this.status = status;
            this.text = text;
        }
    }

    private final Why why;

    /** @param cause or null */
    BodyFailure(Why why, Throwable cause) {
        super(why.text, cause, false, false);
        this.why = why;
    }

    /** @param cause what broke off reading it */
    static BodyFailure of(Throwable cause) {
        return new BodyFailure(cause instanceof OutOfMemoryError ? Why.NO_MEMORY : Why.INCOMPLETE, cause);
    }

    int status() {
        return why.status;
    }
}
