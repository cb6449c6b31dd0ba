package scales.balancer.proxy;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Brings a node's answer to the client. */
final class Relay {
    private final HttpServerRequest request;
    private final HttpServerResponse to;
    private final HttpClientResponse from;

    Relay(HttpServerRequest request, HttpClientResponse answer) {
        this.request = request;
        this.to = request.response();
        this.from = answer;
    }

    /** Copies status and headers. The reason phrase stays behind: it means nothing (RFC 9112, 4). */
    MultiMap head() {
        to.setStatusCode(from.statusCode());
        Hop.copy(from.headers(), to.headers());
        return to.headers();
    }

    /** @param keepsConnection whether the client may use its connection again */
    Future<Void> body(boolean keepsConnection) {
        if (!keepsConnection) {
            to.putHeader("connection", "close");
        }
        int status = from.statusCode();
        if (request.method().equals(HttpMethod.HEAD) || status == 204 || status == 304) {
            from.resume();
            return from.end().compose(read -> to.end());
        }
        if (!to.headers().contains("content-length")) {
            to.setChunked(true);
        }
        return from.pipe().endOnFailure(false).to(to);
    }
}
