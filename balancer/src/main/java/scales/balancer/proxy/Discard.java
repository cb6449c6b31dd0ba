package scales.balancer.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;

/** Reads the rest of an answer that nobody wants, for a moment, so that its connection may serve others. Confined to its event loop. */
final class Discard implements AnswerReceiver {
    private static final long MOST = 64 * 1024;
    private static final long MILLIS = 1_000;

    private final Vertx vertx;
    private final long late;

    Discard(Vertx vertx, NodeConnection connection) {
        this.vertx = vertx;
        this.late = vertx.setTimer(MILLIS, silent -> connection.close());
        connection.handOver(this);
    }

    /** Whether it is short enough to be read. */
    static boolean isWorthwhile(AnswerHead answer) {
        String length = answer.headers().get(HttpHeaders.CONTENT_LENGTH);
        return length != null && Long.parseLong(length) <= MOST;
    }

    @Override
    public void began(AnswerHead head) {
        // It has begun before.
    }

    @Override
    public void said(Buffer bytes) {
        ReadMemory.release(bytes);
    }

    @Override
    public void ended() {
        vertx.cancelTimer(late);
    }

    @Override
    public void broke(Throwable cause) {
        vertx.cancelTimer(late);
    }
}
