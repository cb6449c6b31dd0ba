package scales.lab.up;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import scales.balancer.Balancer;
import scales.balancer.config.BalancerConfig;

/** A process per worker. They announce themselves to the balancer, so that one that is started again by hand is back. */
final class ManyProcesses {
    private static final long ASK_AGAIN_MILLIS = 20;

    private final Vertx vertx;
    private final UpConfig config;
    private final Balancer balancer;
    private final HttpClient client;
    private final List<WorkerProcess> workers = new ArrayList<>();

    private ManyProcesses(Vertx vertx, UpConfig config, Balancer balancer) {
        this.vertx = vertx;
        this.config = config;
        this.balancer = balancer;
        this.client = vertx.createHttpClient();
    }

    static Future<Cluster> start(Vertx vertx, UpConfig config) {
        return Balancer.start(vertx, config.balancer()).compose(balancer -> new ManyProcesses(vertx, config, balancer).start());
    }

    /** One after the other, as nodes take their turns in the order in which they came: s1 before s2. */
    private Future<Cluster> start() {
        Future<?> started = Future.succeededFuture();
        for (WorkerPlan plan : config.workers()) {
            started = started.compose(before -> start(plan));
        }
        return started.eventually(client::close).map(all -> new Cluster(balancer, workers));
    }

    private Future<Void> start(WorkerPlan plan) {
        WorkerProcess worker = new WorkerProcess(plan, announceTo(), config);
        workers.add(worker);
        return Future.future(started -> {
            worker.ended().onSuccess(status -> started.tryFail(plan.id() + " ended with status " + status));
            awaitNode(worker).onComplete(done -> {
                if (done.succeeded()) {
                    started.tryComplete();
                } else {
                    started.tryFail(done.cause());
                }
            });
        });
    }

    private Future<Void> awaitNode(WorkerProcess worker) {
        return node(worker.id()).compose(node -> {
            if (node.containsKey("address")) {
                String address = node.getString("address");
                worker.at(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
                return Future.succeededFuture();
            }
            return worker.ended().isComplete()
                    ? Future.failedFuture(worker.id() + " ended")
                    : vertx.timer(ASK_AGAIN_MILLIS).compose(tick -> awaitNode(worker));
        });
    }

    private Future<JsonObject> node(String id) {
        return client.request(HttpMethod.GET, balancer.adminPort(), adminHost(), "/admin/nodes/" + id)
                .compose(request -> request.send().compose(HttpClientResponse::body))
                .map(body -> body.toJsonObject());
    }

    private String announceTo() {
        return "http://" + adminHost() + ":" + balancer.adminPort();
    }

    private String adminHost() {
        BalancerConfig.Listen listen = config.balancer().listen();
        return Greeting.reachable(listen.adminHost());
    }
}
