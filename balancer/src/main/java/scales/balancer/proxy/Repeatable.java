package scales.balancer.proxy;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/** Which requests may reach two nodes. */
final class Repeatable {
    private static final Set<HttpMethod> IDEMPOTENT =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.PUT, HttpMethod.DELETE);

    private Repeatable() {}

    /** Idempotent ones (RFC 9110, 9.2.2), and {@code /resize}: a pure function, so that running it twice harms nobody. */
    static boolean judge(HttpServerRequest request) {
        return IDEMPOTENT.contains(request.method()) || request.path().equals("/resize");
    }
}
