package scales.worker.announce;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import scales.worker.config.AdminToken;

/** The calls to one balancer's admin interface. Each fails unless the balancer agreed. */
final class BalancerAdmin {
    private static final long TIMEOUT_MILLIS = 2_000;
    private static final int HTTP_PORT = 80;

    private final Vertx vertx;
    private final WebClient client;
    private final URI balancer;
    private final AdminToken token;

    BalancerAdmin(Vertx vertx, WebClient client, URI balancer, AdminToken token) {
        this.vertx = vertx;
        this.client = client;
        this.balancer = balancer;
        this.token = token;
    }

    Future<Void> register(JsonObject node) {
        return request(HttpMethod.POST, "/admin/nodes")
                .compose(request -> request.sendJsonObject(node))
                .compose(this::agreed);
    }

    Future<Void> leave(String id) {
        return request(HttpMethod.POST, "/admin/nodes/" + id + "/leave")
                .compose(HttpRequest::send)
                .compose(this::agreedOrUnknown);
    }

    Future<Void> remove(String id) {
        return request(HttpMethod.DELETE, "/admin/nodes/" + id + "?force=true")
                .compose(HttpRequest::send)
                .compose(this::agreedOrUnknown);
    }

    private Future<HttpRequest<Buffer>> request(HttpMethod method, String path) {
        int port = balancer.getPort() < 0 ? HTTP_PORT : balancer.getPort();
        String base = balancer.toString().replaceAll("/+$", "");
        return vertx.executeBlocking(this::door, false).map(door -> {
            SocketAddress server = SocketAddress.inetSocketAddress(port, door.address());
            HttpRequest<Buffer> request = client.requestAbs(method, server, base + path).timeout(TIMEOUT_MILLIS);
            door.token().ifPresent(request::bearerTokenAuthentication);
            return request;
        });
    }

    /** Looked up each time: a balancer may have moved, which the client would not see, or have a new token. */
    private Door door() throws IOException {
        return new Door(InetAddress.getByName(balancer.getHost()).getHostAddress(), token.read());
    }

    private Future<Void> agreed(HttpResponse<Buffer> response) {
        return response.statusCode() / 100 == 2
                ? Future.succeededFuture()
                : Future.failedFuture(new Refusal(response.statusCode(), oneLine(response.bodyAsString())));
    }

    /** Whoever leaves has what it wants when it is not known: a registration may have expired meanwhile. */
    private Future<Void> agreedOrUnknown(HttpResponse<Buffer> response) {
        return response.statusCode() == 404 ? Future.succeededFuture() : agreed(response);
    }

    private static String oneLine(String body) {
        return body == null ? "" : body.replaceAll("[^\\x20-\\x7e]+", " ").strip();
    }

    /** The balancer answered, but not as hoped. */
    static final class Refusal extends Exception {
        Refusal(int status, String answer) {
            super("it answered %d %.200s".formatted(status, answer).strip(), null, false, false);
        }
    }

    @Override
    public String toString() {
        return balancer.toString();
    }

    private record Door(String address, Optional<String> token) {}
}
