package scales.lab.live;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import scales.lab.scenario.Scenario;

/** So many clients, each with one connection, each asking again when it has its answer. */
final class ClosedLoop implements Load {
    /** Who is refused at once must not turn in circles. */
    private static final long REST_MILLIS = 10;

    private final Vertx vertx;
    private final Door door;
    private final Tap tap;
    private final Scenario.Load load;
    private final List<Visitor> visitors = new ArrayList<>();
    private final List<Boolean> busy = new ArrayList<>();
    private int wanted;

    ClosedLoop(Vertx vertx, Door door, Tap tap, Scenario.Load load) {
        this.vertx = vertx;
        this.door = door;
        this.tap = tap;
        this.load = load;
    }

    @Override
    public void begin() {
        change(load.clients());
    }

    @Override
    public void change(double value) {
        wanted = (int) value;
        for (int i = visitors.size(); i < wanted; i++) {
            visitors.add(door.visitor(door.client(i, 1), load.keepsCookies()));
            busy.add(false);
        }
        for (int i = 0; i < wanted; i++) {
            if (!busy.get(i)) {
                ask(i);
            }
        }
    }

    private void ask(int number) {
        busy.set(number, number < wanted && tap.isOpen());
        if (busy.get(number)) {
            tap.ask(visitors.get(number), tap.now()).onSuccess(good -> rest(number, good));
        }
    }

    private void rest(int number, boolean good) {
        long pause = Math.max(load.think().toMillis(), good ? 0 : REST_MILLIS);
        if (pause == 0) {
            vertx.runOnContext(now -> ask(number));
        } else {
            vertx.setTimer(pause, now -> ask(number));
        }
    }

    @Override
    public Future<Void> leave() {
        return Future.join(visitors.stream().map(Visitor::leave).toList()).mapEmpty();
    }
}
