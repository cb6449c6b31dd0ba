package scales.balancer.admin.http;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import scales.balancer.admin.Operations;
import scales.balancer.node.Check;
import scales.balancer.node.Ejection;
import scales.balancer.node.Node;
import scales.balancer.stats.Traffic;

/** A node as the admin API shows it. */
final class NodeJson {
    private NodeJson() {}

    static JsonObject of(Node node, Operations operations) {
        Traffic.Counts counts = operations.stats().node(node.id());
        return new JsonObject()
                .put("id", node.id())
                .put("address", node.address().toString())
                .put("origin", node.origin().name().toLowerCase(Locale.ROOT))
                .put("state", node.admin().word())
                .put("health", node.health().text())
                .put("status", node.status())
                .put("stopping", node.stopping())
                .put("lastCheck", of(node.health().last()))
                .put("ejected", ejected(node, operations))
                .put("weight", node.weight())
                .put("initialWeight", node.initialWeight())
                .put("throttle", node.throttle())
                .put("limit", node.limit())
                .put("inFlight", node.inFlight())
                .put("stickyClients", operations.stats().stickyClients(node.id()))
                .put("safeToStop", operations.draining().isSafeToStop(node))
                .put("drainSecondsLeft", seconds(operations.draining().left(node.id())))
                .mergeIn(of(counts));
    }

    /** Null when it is not. */
    private static JsonObject ejected(Node node, Operations operations) {
        Ejection ejection = node.ejection();
        return !ejection.out() ? null : new JsonObject()
                .put("secondsLeft", operations.left(ejection).toMillis() / 1e3)
                .put("reason", ejection.reason())
                .put("ignored", ejection.ignored());
    }

    private static Double seconds(Duration time) {
        return time == null ? null : time.toMillis() / 1e3;
    }

    private static JsonObject of(Check check) {
        return new JsonObject()
                .put("status", check.status().name())
                .put("reason", check.status().text())
                .put("code", check.code())
                .put("durationMillis", check.durationMillis());
    }

    static JsonObject of(Traffic.Latencies latencies) {
        return new JsonObject()
                .put("count", latencies.count())
                .put("mean", latencies.mean())
                .put("p50", latencies.p50())
                .put("p95", latencies.p95())
                .put("p99", latencies.p99())
                .put("max", latencies.max());
    }

    static JsonObject of(Traffic.Counts counts) {
        return new JsonObject()
                .put("requests", counts.total())
                .put("current", counts.current())
                .put("most", counts.most())
                .put("bytesIn", counts.bytesIn())
                .put("bytesOut", counts.bytesOut())
                .put("1xx", counts.status1xx())
                .put("2xx", counts.status2xx())
                .put("3xx", counts.status3xx())
                .put("4xx", counts.status4xx())
                .put("5xx", counts.status5xx())
                .put("unreachable", counts.unreachable())
                .put("broken", counts.broken())
                .put("busy", counts.busy())
                .put("retried", counts.retried())
                .put("abandoned", counts.abandoned())
                .put("ratePerSecond", counts.rate())
                .put("lastMillis", counts.lastMillis())
                .put("latencyMillis", of(counts.latencies()));
    }
}
