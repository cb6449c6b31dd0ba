package scales.worker.image.jpeg;

/** A JPEG that may be right but is none of the common cases; the general reader must judge it. */
final class Unsupported extends Exception {
    Unsupported(String what) {
        super(what, null, false, false);
    }
}
