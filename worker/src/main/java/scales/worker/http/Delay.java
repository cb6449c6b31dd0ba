package scales.worker.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import scales.worker.slots.Gone;

/**
 * Makes this worker slow on purpose. By default a delay occupies the worker as in the lab, where the program sleeps:
 * one request at a time, and a check waits behind real requests. Otherwise it only adds latency, or makes each picture
 * take longer in its slot, as a slower machine does. Confined to one event loop, but for {@link #inSlot}.
 */
final class Delay {
    private final Vertx vertx;
    private final Deque<Promise<Void>> waiting = new ArrayDeque<>();
    private long millis;
    private boolean occupies = true;
    private volatile long slotMillis;
    private boolean occupied;

    Delay(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Requests that wait already take the new setting at their turn. */
    void set(long millis, boolean occupies) {
        this.millis = millis;
        this.occupies = occupies;
        this.slotMillis = 0;
    }

    /** Nothing is delayed but work, which then keeps its slot for so much longer. */
    void setInSlot(long millis) {
        set(0, true);
        this.slotMillis = millis;
    }

    /** On a slot's thread. */
    void inSlot() throws InterruptedException {
        if (slotMillis > 0) {
            Thread.sleep(slotMillis);
        }
    }

    /**
     * @param gone completes when the client left: one that waits for its turn gives it up, one that has it keeps the
     *             worker busy, as a sleeping program would
     */
    <T> Future<T> before(Future<Void> gone, Supplier<Future<T>> work) {
        if (millis == 0) {
            return work.get();
        }
        if (!occupies) {
            return vertx.timer(millis).compose(v -> work.get());
        }
        return turn(gone).compose(v -> pause().compose(p -> work.get()).onComplete(done -> next()));
    }

    private Future<?> pause() {
        return millis == 0 ? Future.succeededFuture() : vertx.timer(millis);
    }

    private Future<Void> turn(Future<Void> gone) {
        if (!occupied) {
            occupied = true;
            return Future.succeededFuture();
        }
        Promise<Void> turn = Promise.promise();
        waiting.add(turn);
        gone.onComplete(v -> {
            if (waiting.remove(turn)) {
                turn.fail(new Gone());
            }
        });
        return turn.future();
    }

    private void next() {
        Promise<Void> turn = waiting.poll();
        occupied = turn != null;
        if (occupied) {
            // Not from here: with the delay switched off meanwhile, all that wait would run inside each other.
            vertx.runOnContext(v -> turn.complete());
        }
    }
}
