package scales.balancer.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/**
 * Tells nodes for whom a request is made: {@code X-Forwarded-For}, {@code -Proto}, {@code -Host}, and {@code Forwarded} (RFC 7239) where a
 * trusted proxy has begun it.
 */
final class Forwarded {
    private Forwarded() {}

    /**
     * @param client     the client's address
     * @param unbelieved whether somebody who is not trusted to says for whom the request is made
     */
    record For(String client, boolean unbelieved) {}

    /** @param headers of the request to the node; what an untrusted client wrote about itself is replaced */
    static For rewrite(HttpServerRequest request, MultiMap headers, TrustedProxies trusted) {
        String peer = request.remoteAddress().hostAddress();
        List<String> hops = hops(headers);
        boolean believed = trusted.trusts(peer);
        List<String> said = headers.getAll("x-forwarded-for");
        String before = believed ? String.join(", ", said) : "";
        headers.set("x-forwarded-for", before.isEmpty() ? peer : before + ", " + peer);
        if (!believed || !headers.contains("x-forwarded-proto")) {
            headers.set("x-forwarded-proto", request.isSSL() ? "https" : "http");
        }
        if (!believed || !headers.contains("x-forwarded-host")) {
            headers.set("x-forwarded-host", headers.get("host"));
        }
        if (!believed) {
            headers.remove("forwarded");
        } else if (headers.contains("forwarded")) {
            headers.set("forwarded", String.join(", ", headers.getAll("forwarded")) + ", "
                    + ForwardedHeader.element(peer, request.isSSL() ? "https" : "http", headers.get("host")));
        }
        return new For(trusted.client(peer, hops), !believed && !hops.isEmpty());
    }

    /** Where both are said, the older one counts: that is the one that HAProxy and nginx write. */
    private static List<String> hops(MultiMap headers) {
        List<String> older = headers.getAll("x-forwarded-for");
        return older.isEmpty() ? ForwardedHeader.clients(headers.getAll("forwarded")) : older;
    }
}
