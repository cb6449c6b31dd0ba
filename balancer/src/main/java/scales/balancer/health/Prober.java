package scales.balancer.health;

import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import scales.balancer.node.Check;
import scales.balancer.node.Node;
import scales.balancer.node.Pool;

/**
 * Asks every node how it is, again and again. Confined to the control context.
 *
 * <p>The next probe of a node starts an interval after the last one ended, as with HAProxy, so that a node that times out is
 * not asked twice at once.
 */
public final class Prober {
    private final Vertx vertx;
    private final Pool pool;
    private final BiConsumer<String, Check> results;
    private final Probe probe;
    private final Map<String, Long> timers = new HashMap<>();
    private final Map<String, Node> running = new HashMap<>();
    private ProbeSettings settings;
    private boolean stopped;

    /** @param results is told node and check, on the control context */
    public Prober(Vertx vertx, Pool pool, ProbeSettings settings, BiConsumer<String, Check> results) {
        this.vertx = vertx;
        this.pool = pool;
        this.settings = settings;
        this.results = results;
        this.probe = new Probe(vertx);
    }

    /** Starts with the nodes that are there and follows the pool from then on. */
    public void start() {
        pool.listen((change, now) -> follow(now.nodes()));
        follow(pool.snapshot().nodes());
    }

    /** Everybody is asked in the new way at once: after a long interval, nobody would know for long whether it works. */
    public void change(ProbeSettings newSettings) {
        settings = newSettings;
        List.copyOf(timers.keySet()).forEach(this::cancel);
        follow(pool.snapshot().nodes());
    }

    private void follow(List<Node> nodes) {
        if (stopped) {
            return;
        }
        Set<String> wanted = nodes.stream().filter(Node::isProbed).map(Node::id).collect(Collectors.toSet());
        List.copyOf(timers.keySet()).stream().filter(id -> !wanted.contains(id)).forEach(this::cancel);
        running.keySet().retainAll(wanted);
        for (String id : wanted) {
            if (!timers.containsKey(id) && !running.containsKey(id)) {
                probe(id);
            }
        }
    }

    private void probe(String id) {
        timers.remove(id);
        Node node = pool.snapshot().find(id);
        if (node == null || !node.isProbed()) {
            return;
        }
        running.put(id, node);
        probe.run(node, settings).onSuccess(check -> done(id, node, check));
    }

    private void done(String id, Node asked, Check check) {
        // Gone, or gone and back: somebody else's probe by now.
        if (stopped || running.get(id) != asked) {
            return;
        }
        running.remove(id);
        timers.put(id, vertx.setTimer(settings.interval().toMillis(), due -> probe(id)));
        results.accept(id, check);
    }

    private void cancel(String id) {
        vertx.cancelTimer(timers.remove(id));
    }

    public void stop() {
        stopped = true;
        List.copyOf(timers.keySet()).forEach(this::cancel);
        probe.close();
    }
}
