package scales.balancer.proxy;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Optional;
import scales.balancer.proxy.RequestGuard.Problem;

/** What HTTP/2 forbids and the nodes, who get HTTP/1.1, would take at its word (RFC 9113, 8.2.2 and 8.3.1). */
final class Http2Guard {
    private static final List<String> CONNECTION_SPECIFIC =
            List.of("connection", "proxy-connection", "keep-alive", "transfer-encoding", "upgrade");

    private Http2Guard() {}

    static Optional<Problem> judge(HttpServerRequest request) {
        if (CONNECTION_SPECIFIC.stream().anyMatch(request.headers()::contains)) {
            return problem("a header of HTTP/1.1 connections");
        }
        if (request.headers().getAll("te").stream().anyMatch(coding -> !coding.strip().equalsIgnoreCase("trailers"))) {
            return problem("TE must be trailers");
        }
        HostAndPort authority = request.authority();
        if (authority == null || !HostGuard.isSound(authority.toString())) {
            return problem("exactly one valid authority");
        }
        List<String> hosts = request.headers().getAll("host");
        if (hosts.size() > 1 || hosts.size() == 1 && !hosts.get(0).equalsIgnoreCase(authority.toString())) {
            return problem("a Host that is not the authority");
        }
        return Optional.empty();
    }

    private static Optional<Problem> problem(String reason) {
        return Optional.of(new Problem(400, reason));
    }
}
