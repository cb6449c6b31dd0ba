package scales.balancer.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;

/** Tells nodes for whom a request is made: {@code X-Forwarded-For}, {@code -Proto}, {@code -Host}. */
final class Forwarded {
    private Forwarded() {}

    /** Whether somebody who is not trusted to says for whom the request is made. */
    static boolean isUnbelieved(HttpServerRequest request, TrustedProxies trusted) {
        return request.headers().contains("x-forwarded-for") && !trusted.trusts(request.remoteAddress().hostAddress());
    }

    /**
     * @param headers of the request to the node; what an untrusted client wrote about itself is replaced
     * @return the client's address
     */
    static String rewrite(HttpServerRequest request, MultiMap headers, TrustedProxies trusted) {
        String peer = request.remoteAddress().hostAddress();
        String client = trusted.client(peer, headers.getAll("x-forwarded-for"));
        boolean believed = trusted.trusts(peer);
        String before = believed ? String.join(", ", headers.getAll("x-forwarded-for")) : "";
        headers.set("x-forwarded-for", before.isEmpty() ? peer : before + ", " + peer);
        if (!believed || !headers.contains("x-forwarded-proto")) {
            headers.set("x-forwarded-proto", request.isSSL() ? "https" : "http");
        }
        if (!believed || !headers.contains("x-forwarded-host")) {
            headers.remove("x-forwarded-host");
            String host = request.getHeader("host");
            if (host != null) {
                headers.set("x-forwarded-host", host);
            }
        }
        if (!believed) {
            headers.remove("forwarded");
        }
        headers.remove("expect");
        return client;
    }
}
