package scales.balancer.admin.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import scales.balancer.decisions.Decision;
import scales.balancer.decisions.Sentence;
import scales.balancer.decisions.Trail;

/** A decision as the admin API shows it. */
final class DecisionJson {
    private DecisionJson() {}

    static JsonObject of(Decision decision) {
        JsonArray candidates = new JsonArray();
        decision.candidates().forEach((node, score) -> candidates.add(
                new JsonObject().put("node", node.id()).put("weight", node.weight()).put("score", score)));
        JsonArray leftOut = new JsonArray();
        decision.leftOut().forEach((node, why) -> leftOut.add(
                new JsonObject().put("node", node.id()).put("because", why.text())));
        return new JsonObject()
                .put("number", decision.number())
                .put("time", Instant.ofEpochMilli(decision.wallMillis()).toString())
                .put("requestId", decision.trail().requestId())
                .put("client", decision.trail().client())
                .put("method", decision.trail().method())
                .put("path", decision.trail().path())
                .put("strategy", decision.trail().strategy().name())
                .put("attempt", decision.attempt())
                .put("node", decision.chosen() == null ? null : decision.chosen().id())
                .put("reason", Sentence.of(decision))
                .put("tied", decision.tied())
                .put("affinity", affinity(decision))
                .put("candidates", candidates)
                .put("leftOut", leftOut)
                .put("waitedMillis", decision.waitedNanos() / 1e6)
                .put("outcome", decision.outcome())
                .put("latencyMillis", decision.latencyNanos() == 0 ? null : decision.latencyNanos() / 1e6);
    }

    private static JsonObject affinity(Decision decision) {
        JsonObject affinity = new JsonObject().put("outcome", decision.affinity().word());
        if (decision.trail().named() != null) {
            affinity.put("named", decision.trail().named());
        }
        if (!decision.whyNotNamed().isEmpty()) {
            affinity.put("because", decision.whyNotNamed());
        }
        return affinity;
    }

    /** A request, without its attempts. */
    static JsonObject of(Trail trail) {
        return new JsonObject()
                .put("requestId", trail.requestId())
                .put("client", trail.client())
                .put("method", trail.method())
                .put("path", trail.path())
                .put("strategy", trail.strategy().name())
                .put("outcome", trail.outcome())
                .put("status", trail.status() == 0 ? null : trail.status());
    }
}
