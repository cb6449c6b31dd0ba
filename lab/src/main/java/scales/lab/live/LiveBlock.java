package scales.lab.live;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import scales.lab.report.Block;
import scales.lab.report.Experiment;
import scales.lab.report.Meter;
import scales.lab.scenario.Fault;
import scales.lab.scenario.Scenario;

/** One block of a scenario under one strategy, for real. The site must have been reset. */
final class LiveBlock {
    /** For what is still under way at the end. */
    private static final long REST_SECONDS = 30;
    private static final long PATIENCE_SECONDS = 120;
    /** Some faults take seconds, and others come meanwhile. */
    private static final int HANDS = 4;
    private static final RandomGeneratorFactory<RandomGenerator> CHANCE = RandomGeneratorFactory.of("L64X128MixRandom");

    private final Vertx vertx;
    private final Site site;
    private final Scenario scenario;
    private final Meter meter;
    private final Tap tap;
    private final Load load;
    private final List<String> mishaps = new CopyOnWriteArrayList<>();
    private long waiting;

    /**
     * @param affinity       see {@link Door}
     * @param vertx          with one event loop
     * @param seed           of arrivals and pictures
     * @param extraWorkNanos see {@link Tap}
     */
    LiveBlock(Vertx vertx, Site site, Scenario scenario, PictureMix pictures, String affinity, long seed, long most, long extraWorkNanos) {
        this.vertx = vertx;
        this.site = site;
        this.scenario = scenario;
        this.meter = new Meter(0, scenario.duration().toNanos());
        Door door = new Door(vertx, site.door(), affinity, scenario.load().oneAddress());
        this.tap = new Tap(meter, pictures, scenario.path(), CHANCE.create(2 * seed), most, extraWorkNanos);
        this.load = scenario.load().isOpen()
                ? new OpenLoop(vertx, door, tap, scenario.load(), CHANCE.create(2 * seed + 1))
                : new ClosedLoop(vertx, door, tap, scenario.load());
    }

    /** Ends it early. */
    void stop() {
        vertx.runOnContext(now -> tap.end());
    }

    /** What could not be done. */
    List<String> mishaps() {
        return mishaps;
    }

    Block run(String strategy, int number) throws IOException, InterruptedException {
        for (JsonObject node : site.operator().nodes()) {
            meter.node(node.getString("id"));
        }
        ScheduledExecutorService hands = hands();
        try {
            long begin = tap.now();
            onLoop(() -> {
                load.begin();
                return Future.succeededFuture();
            });
            scenario.faults().forEach(fault ->
                    hands.schedule(() -> perform(fault), fault.at().toNanos() - (tap.now() - begin), TimeUnit.NANOSECONDS));
            hands.scheduleAtFixedRate(this::second, 1, 1, TimeUnit.SECONDS);
            vertx.setTimer(Math.max(1, scenario.duration().toMillis()), end -> tap.end());
            await(tap.drained(), scenario.duration().toSeconds() + REST_SECONDS);
        } finally {
            hands.shutdown();
            onLoop(() -> {
                tap.close();
                return load.leave();
            });
            // A worker that is being started will be there, and whoever resets the site must know of it.
            hands.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        long retries = site.operator().stats().getJsonObject("nodes").stream()
                .mapToLong(node -> ((JsonObject) node.getValue()).getLong("retried")).sum();
        return onLoop(() -> {
            for (long i = 0; i < retries; i++) {
                meter.retried();
            }
            return Future.succeededFuture(meter.block(strategy, number));
        });
    }

    private static ScheduledExecutorService hands() {
        ScheduledThreadPoolExecutor hands = new ScheduledThreadPoolExecutor(HANDS, task -> {
            Thread thread = new Thread(task, "hands");
            thread.setDaemon(true);
            return thread;
        });
        hands.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return hands;
    }

    private void perform(Fault fault) {
        if (!fault.kind().needsNode()) {
            vertx.runOnContext(now -> load.change(fault.value()));
            return;
        }
        try {
            site.perform(fault);
        } catch (IOException failure) {
            mishaps.add(Experiment.notDone(fault.text(), failure.getMessage()));
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many wait is the balancer's to say; when it does not answer in time, what it said last holds. */
    private void second() {
        try {
            long now = site.operator().askOnce("GET", "/admin/stats").getLong("waiting");
            vertx.runOnContext(ask -> {
                waiting = now;
                meter.second(waiting);
            });
        } catch (IOException silent) {
            vertx.runOnContext(ask -> meter.second(waiting));
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T onLoop(Supplier<Future<T>> work) throws InterruptedException, IOException {
        Promise<T> done = Promise.promise();
        vertx.runOnContext(now -> work.get().onComplete(done));
        return await(done.future(), PATIENCE_SECONDS);
    }

    /** @return null when it took too long */
    private static <T> T await(Future<T> future, long seconds) throws InterruptedException, IOException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            return null;
        } catch (ExecutionException failure) {
            throw new IOException(failure.getCause().getMessage(), failure);
        }
    }
}
