package scales.worker.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import scales.worker.slots.Gone;
import scales.worker.slots.NoPlace;

/**
 * One request body on its way into memory. The end of the request is awaited also when the body was refused, so that
 * the answer is not lost to a client that is still sending.
 */
final class Upload {
    private static final int FIRST = 64 * 1024;

    private final HttpServerRequest request;
    private final UploadLimits limits;
    private final BodyMemory memory;
    private final Promise<byte[]> received = Promise.promise();
    private final Promise<Void> over = Promise.promise();
    private byte[] bytes = new byte[0];
    private long length;

    private Upload(HttpServerRequest request, UploadLimits limits, BodyMemory memory) {
        this.request = request;
        this.limits = limits;
        this.memory = memory;
    }

    /** Begins at once: a request whose handlers are set later has lost its first bytes. */
    static Upload receive(Vertx vertx, HttpServerRequest request, UploadLimits limits, BodyMemory memory) {
        Upload upload = new Upload(request, limits, memory);
        request.exceptionHandler(upload::broken).endHandler(v -> upload.end()).handler(upload::append);
        upload.begin(vertx);
        return upload;
    }

    private void begin(Vertx vertx) {
        String expected = request.getHeader(HttpHeaders.EXPECT);
        if (declared() > limits.bytes()) {
            refuse(tooLarge());
        } else if (expected != null && !expected.equalsIgnoreCase("100-continue")) {
            refuse(new BadBody(417, "expect", "only Expect: 100-continue is understood"));
        } else {
            if (expected != null) {
                request.response().writeContinue();
            }
            long timer = vertx.setTimer(limits.time().toMillis(), late ->
                    refuse(new BadBody(408, "slow", "the body took too long to arrive")));
            over.future().onComplete(v -> vertx.cancelTimer(timer));
        }
    }

    private long declared() {
        String header = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return header == null ? -1 : Long.parseLong(header);
    }

    private void append(Buffer chunk) {
        if (received.future().isComplete()) {
            return;
        }
        long enough = length + chunk.length();
        if (enough > limits.bytes()) {
            refuse(tooLarge());
        } else if (limits.keep() && !fits(enough)) {
            refuse(new NoPlace("memory", "too many bodies in memory now"));
        } else {
            if (limits.keep()) {
                chunk.getBytes(0, chunk.length(), bytes, (int) length);
            }
            length = enough;
        }
    }

    /** Grows by doubling, but never beyond what was declared. */
    private boolean fits(long enough) {
        if (enough <= bytes.length) {
            return true;
        }
        long most = declared() < 0 ? limits.bytes() : declared();
        int grown = (int) Math.max(enough, Math.min(most, Math.max(FIRST, 2L * bytes.length)));
        if (!memory.take(grown - bytes.length)) {
            return false;
        }
        try {
            bytes = Arrays.copyOf(bytes, grown);
            return true;
        } catch (OutOfMemoryError full) {
            memory.give(grown - bytes.length);
            return false;
        }
    }

    private void end() {
        // First, since whoever answers asks whether the connection can be used again.
        over.tryComplete();
        received.tryComplete(bytes.length == length || !limits.keep() ? bytes : Arrays.copyOf(bytes, (int) length));
    }

    private void broken(Throwable failure) {
        refuse(failure instanceof HttpClosedException
                ? new Gone()
                : new BadBody(400, "body", "the body is not valid HTTP"));
        over.tryComplete();
    }

    private void refuse(Exception reason) {
        if (received.tryFail(reason)) {
            release();
        }
    }

    private BadBody tooLarge() {
        return new BadBody(413, "body-size", "the body is larger than " + limits.bytes() + " bytes");
    }

    /** @return the body; fails with {@link BadBody}, {@link NoPlace} or {@link Gone} */
    Future<byte[]> received() {
        return received.future();
    }

    /** @return completes when no more of the request will come */
    Future<Void> over() {
        return over.future();
    }

    /** Ends the connection. */
    void close() {
        request.connection().close();
    }

    /** Gives the memory back; the bytes must not be used any more. */
    void release() {
        memory.give(bytes.length);
        bytes = new byte[0];
    }
}
