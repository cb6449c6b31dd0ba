package scales.worker.http;

import io.vertx.core.buffer.Buffer;
import scales.worker.image.Format;
import scales.worker.image.Resized;

/**
 * A picture ready to be sent. Made in its slot, not on the event loop: copying megabytes takes milliseconds, and when
 * memory runs out there, the answer is still a 503.
 *
 * @param load how loaded the worker was while it made this picture
 */
record Picture(Format format, Buffer body, long decodeNanos, long scaleNanos, long encodeNanos, String load) {

    static Picture of(Resized resized, String load) {
        return new Picture(
                resized.format(),
                Buffer.buffer(resized.bytes()),
                resized.decodeNanos(),
                resized.scaleNanos(),
                resized.encodeNanos(),
                load);
    }

    Cost cost(long queueNanos) {
        return new Cost(queueNanos, decodeNanos, scaleNanos, encodeNanos);
    }
}
