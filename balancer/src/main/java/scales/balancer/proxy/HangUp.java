package scales.balancer.proxy;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** Ends what a request came on: its connection, or with HTTP/2 only its stream, as the connection carries others. */
final class HangUp {
    /** RFC 9113, 7. */
    private static final long NO_ERROR = 0;
    private static final long INTERNAL_ERROR = 2;

    private HangUp() {}

    /** Says in the head of the answer that it is the last one. HTTP/2 has no such header (RFC 9113, 8.2.2). */
    static void announce(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            request.response().putHeader("connection", "close");
            ClientConnection from = ClientConnection.of(request.connection());
            if (from != null) {
                from.last();
            }
        }
    }

    /** After a complete answer: what is left of the request is not read (RFC 9113, 8.1). */
    static void after(HttpServerRequest request) {
        hangUp(request, NO_ERROR);
    }

    /**
     * Within an answer: a truncated one must not look complete. Where only the connection's end tells the end of the body, that must
     * be an abrupt one.
     */
    static void within(HttpServerRequest request) {
        ClientConnection from = request.version() == HttpVersion.HTTP_1_0 ? ClientConnection.of(request.connection()) : null;
        if (from != null) {
            from.breakOff();
            return;
        }
        hangUp(request, INTERNAL_ERROR);
    }

    private static void hangUp(HttpServerRequest request, long code) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(code);
        } else {
            request.connection().close();
        }
    }
}
