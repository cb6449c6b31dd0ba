package scales.worker.slots;

/** The client left before its turn; there is nobody to answer. */
public final class Gone extends Exception {
    public Gone() {
        super("the client left", null, false, false);
    }
}
