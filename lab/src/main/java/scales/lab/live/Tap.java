package scales.lab.live;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.random.RandomGenerator;
import scales.lab.report.Meter;

/** Asks, and counts what came of it, until it is closed. Confined to one event loop. */
final class Tap {
    private final Meter meter;
    private final PictureMix pictures;
    private final String path;
    private final RandomGenerator chance;
    private final long extraWorkNanos;
    private final long beginNanos = System.nanoTime();
    private final Promise<Void> drained = Promise.promise();
    private long left;
    private int underWay;
    private boolean ending;
    private boolean closed;

    /**
     * @param most           requests
     * @param extraWorkNanos that a node of speed 1 works for a picture beyond what it says
     */
    Tap(Meter meter, PictureMix pictures, String path, RandomGenerator chance, long most, long extraWorkNanos) {
        this.meter = meter;
        this.pictures = pictures;
        this.path = path;
        this.chance = chance;
        this.left = most;
        this.extraWorkNanos = extraWorkNanos;
    }

    /** Nanoseconds since the beginning. */
    long now() {
        return System.nanoTime() - beginNanos;
    }

    boolean isOpen() {
        return left > 0 && !ending;
    }

    int underWay() {
        return underWay;
    }

    /** @return completes, and never fails, when it was answered or lost: whether the answer was good */
    Future<Boolean> ask(Visitor visitor, long intendedNanos) {
        left--;
        underWay++;
        return visitor.ask(pictures.draw(path, chance)).transform(came -> {
            underWay--;
            if (!closed) {
                count(came, intendedNanos);
            }
            look();
            return Future.succeededFuture(came.succeeded() && came.result().status() / 100 == 2);
        });
    }

    private void count(AsyncResult<Visitor.Answer> came, long intendedNanos) {
        Visitor.Answer answer = came.result();
        if (answer == null) {
            meter.failed("no answer", intendedNanos, now());
        } else if (answer.status() / 100 != 2) {
            meter.failed(String.valueOf(answer.status()), intendedNanos, now());
        } else {
            meter.answered(answer.node(), intendedNanos, now(), answer.workNanos() == 0 ? 0 : answer.workNanos() + extraWorkNanos);
        }
        if (answer != null && answer.moved()) {
            meter.moved();
        }
    }

    /** As many were under way as may be: this one could not even begin. */
    void overflowed(long intendedNanos) {
        left--;
        meter.failed("not started", intendedNanos, now());
        look();
    }

    /** Nothing more is begun. @return completes when nothing is under way */
    Future<Void> end() {
        ending = true;
        look();
        return drained.future();
    }

    /** Completes when nothing more is begun, and everything was answered. */
    Future<Void> drained() {
        return drained.future();
    }

    private void look() {
        if (!isOpen() && underWay == 0) {
            drained.tryComplete();
        }
    }

    /** What has no answer by now has none. */
    void close() {
        if (!closed) {
            closed = true;
            for (int i = 0; i < underWay; i++) {
                meter.failed("no answer", now(), now());
            }
            drained.tryComplete();
        }
    }
}
