package scales.balancer.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import scales.balancer.decisions.Trail;
import scales.balancer.node.Address;
import scales.balancer.strategy.Strategies;
import scales.balancer.strategy.Traits;

/** The head of a request, and what it tells about its client. Nodes get it as HTTP/1.1, whatever the client speaks. */
final class RequestHead {
    private final Affinity affinity;
    private final boolean wantsClose;
    private final MultiMap headers = HttpHeaders.headers();
    private final boolean namesHost;
    private final Traits traits;
    private final Trail trail;

    RequestHead(HttpServerRequest request, Surroundings around, Strategies.Named strategy) {
        affinity = strategy.sticky() ? around.affinity().current() : null;
        wantsClose = Hop.wantsClose(request.headers());
        Hop.copy(request.headers(), headers);
        if (request.version() == HttpVersion.HTTP_2) {
            translate(request, headers);
        }
        namesHost = headers.contains(HttpHeaders.HOST);
        Forwarded.For made = Forwarded.rewrite(request, headers, around.trusted());
        traits = new Traits(made.client(), request.uri(), affinity == null ? null : affinity.take(headers));
        trail = around.decisions().begin(
                headers.get(Explanation.REQUEST_ID), request.method().name(), traits, made.unbelieved(), strategy);
        headers.set(Explanation.REQUEST_ID, trail.requestId());
        headers.remove(Explanation.ASKED);
        headers.remove(HttpHeaders.EXPECT);
    }

    /** RFC 9113, 8.3.1 and 8.2.3. */
    private static void translate(HttpServerRequest request, MultiMap headers) {
        if (request.authority() != null) {
            headers.set(HttpHeaders.HOST, request.authority().toString());
        }
        List<String> crumbs = headers.getAll(HttpHeaders.COOKIE);
        if (crumbs.size() > 1) {
            headers.set(HttpHeaders.COOKIE, String.join("; ", crumbs));
        }
    }

    /** As that node gets them: of a client of HTTP/1.0 that named no host, with the node's address. */
    MultiMap headersFor(Address node) {
        if (!namesHost) {
            headers.set(HttpHeaders.HOST, node.toString());
        }
        return headers;
    }

    Traits traits() {
        return traits;
    }

    Trail trail() {
        return trail;
    }

    /** Whether the client wants its connection closed after the answer. */
    boolean wantsClose() {
        return wantsClose;
    }

    /**
     * Tells the client by which node it was served, so that it comes back.
     *
     * @param answer its headers
     */
    void tellNode(String nodeId, MultiMap answer) {
        if (affinity != null) {
            affinity.give(nodeId, traits.affinity(), answer);
        }
    }
}
