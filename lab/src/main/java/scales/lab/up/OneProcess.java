package scales.lab.up;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.OptionalLong;
import scales.balancer.Balancer;
import scales.balancer.config.NodeEntry;
import scales.worker.Worker;

/** Workers beside the balancer, in this process. Their ports are known before it starts, so they are its configured nodes. */
final class OneProcess {
    private OneProcess() {}

    static Future<Cluster> start(Vertx vertx, UpConfig config) {
        List<Future<InThisProcess>> starting = config.workers().stream()
                .map(plan -> Worker.start(vertx, plan.config()).map(worker -> new InThisProcess(plan.id(), worker)))
                .toList();
        return Future.all(starting).compose(started -> {
            List<InThisProcess> workers = starting.stream().map(Future::result).toList();
            List<NodeEntry> nodes = workers.stream()
                    .map(worker -> new NodeEntry(worker.id(), WorkerPlan.HOST + ":" + worker.port(), 1, 0))
                    .toList();
            return Balancer.start(vertx, config.balancer().and(nodes)).map(balancer -> new Cluster(balancer, workers));
        });
    }

    private record InThisProcess(String id, Worker worker) implements RunningWorker {
        @Override
        public int port() {
            return worker.port();
        }

        @Override
        public OptionalLong pid() {
            return OptionalLong.empty();
        }

        @Override
        public void expectStop() {}

        @Override
        public Future<Void> stop() {
            return worker.stop();
        }
    }
}
