package scales.worker.image;

/**
 * A picture resized.
 *
 * @param decodeNanos time spent reading, in nanoseconds
 * @param scaleNanos  time spent resampling
 * @param encodeNanos time spent writing
 */
public record Resized(Format format, byte[] bytes, long decodeNanos, long scaleNanos, long encodeNanos) {}
