package scales.balancer.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import scales.balancer.decisions.Decision;
import scales.balancer.decisions.Sentence;
import scales.balancer.decisions.Trail;

/** Tells an administrator's client, when it asks with {@code X-Scales-Explain: 1}, why its request went where it went. */
final class Explanation {
    static final String ASKED = "x-scales-explain";
    static final String REQUEST_ID = "x-request-id";

    private static final String REASON = "x-scales-reason";
    private static final TrustedProxies THIS_MACHINE = new TrustedProxies(List.of("127.0.0.0/8", "::1"));

    private Explanation() {}

    /**
     * @param client its address: behind a trusted proxy not the peer's
     * @param admins beside this machine
     */
    static boolean isDue(HttpServerRequest request, String client, TrustedProxies admins) {
        return "1".equals(request.getHeader(ASKED)) && (THIS_MACHINE.trusts(client) || admins.trusts(client));
    }

    /** @param headers of the answer; a reason that the node gave for its answer stays, after ours */
    static void give(Trail trail, MultiMap headers) {
        Decision decision = trail.last();
        String nodes = headers.get(REASON);
        String reason = Sentence.line(decision);
        headers.set("x-scales-node", decision.chosen().id());
        headers.set("x-scales-strategy", trail.strategy().name());
        headers.set(REASON, nodes == null ? reason : reason + "; it says: " + nodes);
        headers.set(REQUEST_ID, trail.requestId());
    }

    /** @param headers of an answer of the balancer's own; its reason stays, before what was decided, if anything was */
    static void giveRefused(Trail trail, MultiMap headers) {
        headers.set("x-scales-strategy", trail.strategy().name());
        headers.set(REQUEST_ID, trail.requestId());
        if (trail.last() != null) {
            headers.set(REASON, headers.get(REASON) + "; " + Sentence.line(trail.last()));
        }
    }
}
