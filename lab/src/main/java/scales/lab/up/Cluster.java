package scales.lab.up;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import scales.balancer.Balancer;

/** A balancer and its workers, running. */
public final class Cluster {
    private final Balancer balancer;
    private final List<? extends RunningWorker> workers;
    private final Promise<Void> stopped = Promise.promise();

    Cluster(Balancer balancer, List<? extends RunningWorker> workers) {
        this.balancer = balancer;
        this.workers = List.copyOf(workers);
    }

    /** @return a cluster that answers clients; what had started when it fails goes with Vert.x and this process */
    public static Future<Cluster> start(Vertx vertx, UpConfig config) {
        return (config.processes() ? ManyProcesses.start(vertx, config) : OneProcess.start(vertx, config))
                .onSuccess(cluster -> config.source().ifPresent(file -> cluster.balancer().follow(file, config.judgement())));
    }

    public Balancer balancer() {
        return balancer;
    }

    public List<? extends RunningWorker> workers() {
        return workers;
    }

    /** The balancer first, which finishes what it has: until then the workers are needed. */
    public Future<Void> stop() {
        workers.forEach(RunningWorker::expectStop);
        return balancer.shutdown()
                .eventually(() -> Future.join(workers.stream().map(RunningWorker::stop).toList()))
                .onComplete(stopped);
    }

    public Future<Void> stopped() {
        return stopped.future();
    }
}
