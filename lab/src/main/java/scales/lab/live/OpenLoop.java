package scales.lab.live;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import scales.lab.scenario.Scenario;

/**
 * Requests at random times (Poisson), whether or not earlier ones were answered. Their latency counts from when they were to
 * start, so that neither a slow cluster nor a late timer hides any of it (Tene, "How not to measure latency").
 */
final class OpenLoop implements Load {
    /** Under way at once; what would come on top is an error. */
    static final int MOST_UNDER_WAY = 1_000;
    private static final int MOST_ADDRESSES = 200;

    private final Vertx vertx;
    private final Door door;
    private final Tap tap;
    private final Scenario.Load load;
    private final RandomGenerator chance;
    private final Map<Integer, HttpClient> addresses = new HashMap<>();
    private final Map<Integer, Visitor> visitors = new HashMap<>();
    private double rate;
    private double due;
    private long timer = -1;

    OpenLoop(Vertx vertx, Door door, Tap tap, Scenario.Load load, RandomGenerator chance) {
        this.vertx = vertx;
        this.door = door;
        this.tap = tap;
        this.load = load;
        this.chance = chance;
    }

    @Override
    public void begin() {
        rate = load.rate();
        due = next();
        timer = vertx.setPeriodic(1, tick -> start());
    }

    /** At once: what is left to wait until the next request has no memory, and is as much shorter or longer. */
    @Override
    public void change(double value) {
        double left = due - tap.now();
        if (left > 0) {
            due = tap.now() + left * rate / value;
        }
        rate = value;
    }

    private double next() {
        return due - Math.log(1 - chance.nextDouble()) / rate * 1e9;
    }

    private void start() {
        while (tap.isOpen() && due <= tap.now()) {
            long intended = Math.round(due);
            due = next();
            Visitor visitor = visitor(chance.nextInt(load.visitors()));
            if (tap.underWay() >= MOST_UNDER_WAY) {
                tap.overflowed(intended);
            } else {
                tap.ask(visitor, intended);
            }
        }
        if (!tap.isOpen()) {
            vertx.cancelTimer(timer);
        }
    }

    private Visitor visitor(int number) {
        return visitors.computeIfAbsent(number, fresh -> door.visitor(
                addresses.computeIfAbsent(number % MOST_ADDRESSES, address -> door.client(address, MOST_UNDER_WAY)), load.keepsCookies()));
    }

    @Override
    public Future<Void> leave() {
        vertx.cancelTimer(timer);
        return Future.join(addresses.values().stream().map(HttpClient::close).toList()).mapEmpty();
    }
}
