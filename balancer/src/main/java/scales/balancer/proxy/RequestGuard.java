package scales.balancer.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges the head of a request for what the HTTP server below lets pass and a proxy must not (RFC 9112; RFC 9113). */
final class RequestGuard {
    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT,
            HttpMethod.PATCH, HttpMethod.DELETE, HttpMethod.OPTIONS);

    /** The same for a client: 405 must say it (RFC 9110, 15.5.6). */
    static final String ALLOWED = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    private static final char DELETE = 0x7f;

    private RequestGuard() {}

    /**
     * What is wrong with a request.
     *
     * @param status for the client
     * @param reason for the log
     */
    record Problem(int status, String reason) {}

    static Optional<Problem> judge(HttpServerRequest request, int maxHeaders) {
        if (countAbove(request.headers(), maxHeaders)) {
            return Optional.of(new Problem(431, "more than " + maxHeaders + " header lines"));
        }
        if (!METHODS.contains(request.method())) {
            return Optional.of(new Problem(request.method().equals(HttpMethod.CONNECT) ? 405 : 501, "method " + request.method()));
        }
        String target = request.uri();
        if (request.headers().contains("")) {
            return Optional.of(new Problem(400, "a header line without a name"));
        }
        if (!isVisible(target)) {
            return Optional.of(new Problem(400, "a blank, a control character or none of ASCII in the target"));
        }
        if ((!target.startsWith("/") || target.contains("#")) && !(target.equals("*") && request.method().equals(HttpMethod.OPTIONS))) {
            return Optional.of(new Problem(400, "the target must be a path"));
        }
        if (request.version() == HttpVersion.HTTP_2) {
            return Http2Guard.judge(request).or(() -> expectation(request));
        }
        return host(request).or(() -> transferEncoding(request)).or(() -> expectation(request));
    }

    /** Other characters must be percent-encoded (RFC 3986, 2; RFC 9112, 3.2). */
    private static boolean isVisible(String target) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c >= DELETE) {
                return false;
            }
        }
        return true;
    }

    /** Not by size(), which makes a set of all the names. */
    private static boolean countAbove(MultiMap headers, int most) {
        int count = 0;
        for (var line : headers) {
            if (++count > most) {
                return true;
            }
        }
        return false;
    }

    /** Exactly one in HTTP/1.1 (RFC 9112, 3.2), and a plausible one. */
    private static Optional<Problem> host(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        if (hosts.isEmpty() && request.version() == HttpVersion.HTTP_1_0) {
            return Optional.empty();
        }
        if (hosts.size() != 1 || !HostGuard.isSound(hosts.get(0))) {
            return Optional.of(new Problem(400, "exactly one valid Host"));
        }
        return Optional.empty();
    }

    /** Only {@code chunked}, once: any other coding would have to be undone to find the end (RFC 9112, 6.1). */
    private static Optional<Problem> transferEncoding(HttpServerRequest request) {
        List<String> codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        if (codings.isEmpty() || codings.size() == 1 && codings.get(0).strip().equalsIgnoreCase("chunked")) {
            return Optional.empty();
        }
        return Optional.of(new Problem(400, "Transfer-Encoding must be chunked"));
    }

    /** The only one that there is (RFC 9110, 10.1.1). */
    private static Optional<Problem> expectation(HttpServerRequest request) {
        boolean isKnown = !request.headers().contains(HttpHeaders.EXPECT)
                || request.headers().getAll(HttpHeaders.EXPECT).stream().allMatch("100-continue"::equalsIgnoreCase);
        return isKnown ? Optional.empty() : Optional.of(new Problem(417, "an unknown expectation"));
    }
}
