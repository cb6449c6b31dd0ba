package scales.balancer.admin.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import scales.balancer.admin.Loopback;

/**
 * Who may change anything, or see clients: everybody on this machine while the listener is loopback, else who knows the token.
 * A page of another site, opened on this machine, may not: its browser says whose page it is. When that site's name was made to
 * lead here (DNS rebinding), the browser believes that the page is ours, and names the site as the Host.
 */
final class AdminGuard implements Handler<RoutingContext> {
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final boolean loopback;
    private final Set<String> names;
    private final String token;

    AdminGuard(AdminSettings settings) {
        this.loopback = Loopback.is(settings.host());
        this.names = Set.copyOf(settings.names());
        this.token = settings.token();
    }

    static boolean changes(HttpServerRequest request) {
        return !READING.contains(request.method());
    }

    /** For all requests: those that change something. */
    @Override
    public void handle(RoutingContext context) {
        if (!changes(context.request())) {
            context.next();
        } else if (isForeign(context.request())) {
            Answers.error(context, 403, "this request comes from a page of another site");
        } else {
            judge(context);
        }
    }

    /** For what shows clients. A page of another site cannot read an answer; only its Host matters. */
    void reading(RoutingContext context) {
        if (changes(context.request())) {
            context.next();
        } else {
            judge(context);
        }
    }

    private void judge(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean known = knowsToken(request);
        if (!known && (!loopback || token != null && sent(request) != null)) {
            context.response().putHeader("WWW-Authenticate", "Bearer");
            Answers.error(context, 401, token == null
                    ? "this needs a token, and this balancer has none: set SCALES_ADMIN_TOKEN or --admin-token-file"
                    : "this needs the header 'Authorization: Bearer TOKEN', with the right token");
        } else if (!known && !isOwnName(request.getHeader("host"))) {
            Answers.error(context, 403, "this balancer does not know itself by that Host; name it with --admin-host-name, or send the token");
        } else {
            context.next();
        }
    }

    private static boolean isForeign(HttpServerRequest request) {
        String site = request.getHeader("sec-fetch-site");
        String origin = request.getHeader("origin");
        if (site != null && !OWN_SITE.contains(site)) {
            return true;
        }
        try {
            return origin != null && !(request.getHeader("host") != null && request.getHeader("host").equals(URI.create(origin).getAuthority()));
        } catch (IllegalArgumentException malformed) {
            return true;
        }
    }

    /** A browser always names a Host; an address cannot be made to lead elsewhere. */
    private boolean isOwnName(String host) {
        if (host == null || host.matches("\\[[0-9a-fA-F:.]+](:[0-9]+)?")) {
            return true;
        }
        String name = host.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.matches("[0-9]{1,3}([.][0-9]{1,3}){3}") || names.contains(name);
    }

    boolean knowsToken(HttpServerRequest request) {
        String sent = sent(request);
        return token != null && sent != null
                && MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    /** Null when there is none; another scheme may be meant for a proxy before us. */
    private static String sent(HttpServerRequest request) {
        String sent = request.getHeader("authorization");
        String[] words = sent == null ? new String[] {""} : sent.strip().split(" +", 2);
        return !words[0].equalsIgnoreCase("bearer") ? null : words.length == 1 ? "" : words[1];
    }
}
