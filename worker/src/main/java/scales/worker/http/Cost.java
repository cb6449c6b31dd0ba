package scales.worker.http;

import java.util.Locale;

/** Where the time of one picture went, in nanoseconds. */
record Cost(long queueNanos, long decodeNanos, long scaleNanos, long encodeNanos) {

    /** @return in the form of the header {@code Server-Timing} (W3C), in milliseconds */
    String serverTiming() {
        return String.format(
                Locale.ROOT,
                "queue;dur=%.3f, decode;dur=%.3f, scale;dur=%.3f, encode;dur=%.3f",
                queueNanos / 1e6,
                decodeNanos / 1e6,
                scaleNanos / 1e6,
                encodeNanos / 1e6);
    }
}
