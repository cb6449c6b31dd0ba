package scales.balancer.admin.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import scales.balancer.admin.Loopback;

/**
 * Who may change anything: everybody on this machine while the listener is loopback, else who knows the token. A page of
 * another site, opened on this machine, may not: its browser says whose page it is.
 */
final class AdminGuard implements Handler<RoutingContext> {
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final boolean loopback;
    private final String token;

    AdminGuard(AdminSettings settings) {
        this.loopback = Loopback.is(settings.host());
        this.token = settings.token();
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (READING.contains(request.method())) {
            context.next();
        } else if (!isSameOrigin(request)) {
            Answers.error(context, 403, "this request comes from a page of another site");
        } else if (!loopback && !knowsToken(request)) {
            Answers.error(context, 401, token == null
                    ? "changes need a token, and this balancer has none: set SCALES_ADMIN_TOKEN or --admin-token-file"
                    : "changes need the header 'Authorization: Bearer TOKEN'");
        } else {
            context.next();
        }
    }

    private static boolean isSameOrigin(HttpServerRequest request) {
        String origin = request.getHeader("origin");
        if (origin == null) {
            return true;
        }
        try {
            return request.getHeader("host") != null && request.getHeader("host").equals(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private boolean knowsToken(HttpServerRequest request) {
        String sent = request.getHeader("authorization");
        return token != null && sent != null && MessageDigest.isEqual(
                sent.getBytes(StandardCharsets.UTF_8), ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
    }
}
