package scales.balancer.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tells nodes for whom a request is made: {@code X-Forwarded-For}, {@code -Proto}, {@code -Host}, and {@code Forwarded} (RFC 7239) where a
 * trusted proxy has begun it.
 */
final class Forwarded {
    private static final String FAMILY = "x-forwarded-";
    private static final CharSequence FOR = HttpHeaders.createOptimized("x-forwarded-for");
    private static final CharSequence PROTO = HttpHeaders.createOptimized("x-forwarded-proto");
    private static final CharSequence HOST = HttpHeaders.createOptimized("x-forwarded-host");
    private static final CharSequence FORWARDED = HttpHeaders.createOptimized("forwarded");

    private Forwarded() {}

    /**
     * @param client     the client's address
     * @param unbelieved whether somebody who is not trusted to says for whom the request is made
     */
    record For(String client, boolean unbelieved) {}

    /** @param headers of the request to the node; what an untrusted client wrote about itself is replaced */
    static For rewrite(HttpServerRequest request, MultiMap headers, TrustedProxies trusted) {
        String peer = request.remoteAddress().hostAddress();
        List<String> said = headers.getAll(FOR);
        // Where both are said, the older one counts: that is the one that HAProxy and nginx write.
        List<String> hops = said.isEmpty() ? ForwardedHeader.clients(headers.getAll(FORWARDED)) : said;
        boolean believed = trusted.trusts(peer);
        String before = believed ? String.join(", ", said) : "";
        if (!believed) {
            removeFamily(headers);
        }
        headers.set(FOR, before.isEmpty() ? peer : before + ", " + peer);
        if (!believed || !headers.contains(PROTO)) {
            headers.set(PROTO, request.isSSL() ? "https" : "http");
        }
        if (!believed || !headers.contains(HOST)) {
            headers.set(HOST, headers.get(HttpHeaders.HOST));
        }
        if (!believed) {
            headers.remove(FORWARDED);
        } else if (headers.contains(FORWARDED)) {
            headers.set(FORWARDED, String.join(", ", headers.getAll(FORWARDED)) + ", "
                    + ForwardedHeader.element(peer, request.isSSL() ? "https" : "http", headers.get(HttpHeaders.HOST)));
        }
        return new For(trusted.client(peer, hops), !believed && !hops.isEmpty());
    }

    /** There are more of that family than ours: -Port, -Server, -Prefix, -Ssl. Some nodes believe them. */
    private static void removeFamily(MultiMap headers) {
        List<String> members = null;
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey();
            if (name.regionMatches(true, 0, FAMILY, 0, FAMILY.length())) {
                members = members == null ? new ArrayList<>() : members;
                members.add(name);
            }
        }
        if (members != null) {
            members.forEach(headers::remove);
        }
    }
}
