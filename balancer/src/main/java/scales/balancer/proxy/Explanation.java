package scales.balancer.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import scales.balancer.decisions.Decision;
import scales.balancer.decisions.Sentence;
import scales.balancer.decisions.Trail;

/** Tells an administrator's client, when it asks with {@code X-Scales-Explain: 1}, why its request went where it went. */
final class Explanation {
    static final CharSequence ASKED = HttpHeaders.createOptimized("x-scales-explain");
    static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");

    private static final String REASON = "x-scales-reason";
    private static final TrustedProxies THIS_MACHINE = new TrustedProxies(List.of("127.0.0.0/8", "::1"));

    private Explanation() {}

    /** Whether the client asks, and may: not the peer, where that is a trusted proxy. */
    private static boolean isDue(HttpServerRequest request, TrustedProxies admins, String client) {
        return "1".equals(request.getHeader(ASKED)) && (THIS_MACHINE.trusts(client) || admins.trusts(client));
    }

    /**
     * If the request asks for it.
     *
     * @param admins  who may ask, beside this machine
     * @param headers of the answer; a reason that the node gave for its answer stays, after ours
     */
    static void give(HttpServerRequest request, TrustedProxies admins, Trail trail, MultiMap headers) {
        if (!isDue(request, admins, trail.client())) {
            return;
        }
        Decision decision = trail.last();
        String nodes = headers.get(REASON);
        String reason = Sentence.line(decision);
        headers.set("x-scales-node", decision.chosen().id());
        headers.set("x-scales-strategy", trail.strategy().name());
        headers.set(REASON, nodes == null ? reason : reason + "; it says: " + nodes);
        headers.set(REQUEST_ID, trail.requestId());
    }

    /**
     * The same for an answer of the balancer's own.
     *
     * @param headers of it; its reason stays, before what was decided, if anything was
     */
    static void giveRefused(HttpServerRequest request, TrustedProxies admins, Trail trail, MultiMap headers) {
        if (!isDue(request, admins, trail.client())) {
            return;
        }
        headers.set("x-scales-strategy", trail.strategy().name());
        headers.set(REQUEST_ID, trail.requestId());
        if (trail.last() != null) {
            headers.set(REASON, headers.get(REASON) + "; " + Sentence.line(trail.last()));
        }
    }
}
