package scales.worker.slots;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** A worker verticle: one piece of work at a time, on a thread that may be busy for as long as a picture takes. */
final class Slot extends VerticleBase {
    private final Slots slots;

    Slot(Slots slots) {
        this.slots = slots;
    }

    @Override
    public Future<?> start() {
        slots.free(this);
        return Future.succeededFuture();
    }

    void take(Work<?> work) {
        context.runOnContext(v -> {
            slots.run(work);
            slots.free(this);
        });
    }
}
