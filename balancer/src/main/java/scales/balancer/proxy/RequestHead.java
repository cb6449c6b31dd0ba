package scales.balancer.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;

/** The head of a request as a node gets it: always HTTP/1.1. */
final class RequestHead {
    private RequestHead() {}

    static void copy(HttpServerRequest request, MultiMap headers) {
        Hop.copy(request.headers(), headers);
        if (request.version() == HttpVersion.HTTP_2) {
            translate(request, headers);
        }
    }

    /** RFC 9113, 8.3.1 and 8.2.3. */
    private static void translate(HttpServerRequest request, MultiMap headers) {
        if (request.authority() != null) {
            headers.set("host", request.authority().toString());
        }
        List<String> crumbs = headers.getAll("cookie");
        if (crumbs.size() > 1) {
            headers.set("cookie", String.join("; ", crumbs));
        }
    }
}
