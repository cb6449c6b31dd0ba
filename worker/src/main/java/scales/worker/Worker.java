package scales.worker;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scales.worker.announce.Announcer;
import scales.worker.config.SlotsConfig;
import scales.worker.config.WorkerConfig;
import scales.worker.http.Lifecycle;
import scales.worker.http.Metrics;
import scales.worker.http.Routes;
import scales.worker.image.Resizer;
import scales.worker.slots.Slots;

/** A running worker, and the only place where its parts are put together. Several may live in one process. */
public final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    /** Enough for requests that a balancer sent before it heard of the stop. */
    private static final Duration IN_FLIGHT_PICKS = Duration.ofMillis(250);

    private final Vertx vertx;
    private final WorkerConfig config;
    private final Lifecycle lifecycle = new Lifecycle();
    private Context context;
    private String deployment;
    private Metrics metrics;
    private HttpServer server;
    private Announcer announcer;
    private Future<Void> stopped;

    private Worker(Vertx vertx, WorkerConfig config) {
        this.vertx = vertx;
        this.config = config;
    }

    /** @return a worker that listens; fails with {@link java.net.BindException} when the port is taken */
    public static Future<Worker> start(Vertx vertx, WorkerConfig config) {
        Worker worker = new Worker(vertx, config);
        // As one deployment: slots and server belong to it and go with it, also when a later step of the start fails.
        return vertx.deployVerticle(context -> worker.assemble(context)).map(id -> {
            worker.deployment = id;
            return worker;
        });
    }

    private Future<?> assemble(Context context) {
        this.context = context;
        SlotsConfig slots = config.slots();
        return Slots.open(vertx, "resize-" + id(), slots.slots(), slots.queue(), slots.memory(), System::nanoTime)
                .compose(this::serve)
                .map(listening -> {
                    server = listening;
                    announcer = new Announcer(vertx, config, port(), RandomGenerator.getDefault());
                    announcer.start();
                    LOG.info("worker {} serves on port {} with {} slots", id(), port(), slots.slots());
                    return listening;
                });
    }

    private Future<HttpServer> serve(Slots slots) {
        metrics = new Metrics(slots);
        Resizer resizer = new Resizer(config.limits());
        return vertx.createHttpServer(Routes.options(config))
                .requestHandler(Routes.router(vertx, config, hostName(), resizer, slots, lifecycle, metrics))
                .listen()
                .onFailure(failure -> metrics.close());
    }

    private String id() {
        return config.id();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException noName) {
            return "localhost";
        }
    }

    public int port() {
        return server.actualPort();
    }

    /**
     * Says that it stops, lets balancers turn away, finishes what it has, and leaves. Asking again changes nothing.
     *
     * @return completes when nothing of this worker is left, after the configured grace period at the latest, some
     *     seconds for silent balancers apart
     */
    public synchronized Future<Void> stop() {
        if (stopped == null) {
            lifecycle.stop();
            LOG.info("worker {} stops", id());
            stopped = onContext()
                    .compose(v -> announcer.leave())
                    .map(allKnow -> allKnow ? IN_FLIGHT_PICKS : config.lameDuck())
                    .compose(this::pause)
                    .compose(v -> server.shutdown(config.grace().toMillis(), TimeUnit.MILLISECONDS))
                    .eventually(announcer::remove)
                    .eventually(() -> vertx.undeploy(deployment))
                    .onComplete(v -> {
                        announcer.close();
                        metrics.close();
                        LOG.info("worker {} stopped", id());
                    });
        }
        return stopped;
    }

    /** Whoever asks for the stop, it runs where the worker does. */
    private Future<Void> onContext() {
        Promise<Void> there = Promise.promise();
        context.runOnContext(there::complete);
        return there.future();
    }

    private Future<?> pause(Duration time) {
        return time.isZero() ? Future.succeededFuture() : vertx.timer(time.toMillis());
    }
}
