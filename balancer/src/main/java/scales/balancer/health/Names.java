package scales.balancer.health;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.function.BiConsumer;
import scales.balancer.node.Node;
import scales.balancer.node.Pool;

/**
 * Looks up the host names of nodes again and again: a container that is replaced keeps its name and changes its address, and
 * Vert.x' client never asks twice. Confined to the control context.
 */
public final class Names {
    private static final long INTERVAL_MILLIS = 5_000;

    private final Vertx vertx;
    private final Pool pool;
    private final BiConsumer<String, String> results;
    private long timer;

    /** @param results is told node and IP address, on the control context */
    public Names(Vertx vertx, Pool pool, BiConsumer<String, String> results) {
        this.vertx = vertx;
        this.pool = pool;
        this.results = results;
    }

    public void start() {
        timer = vertx.setPeriodic(0, INTERVAL_MILLIS, tick ->
                pool.snapshot().nodes().stream().filter(node -> node.address().isNamed()).forEach(this::lookUp));
    }

    private void lookUp(Node node) {
        vertx.executeBlocking(() -> InetAddress.getByName(node.address().host()).getHostAddress(), false)
                .onSuccess(ip -> results.accept(node.id(), ip));
    }

    public void stop() {
        vertx.cancelTimer(timer);
    }
}
