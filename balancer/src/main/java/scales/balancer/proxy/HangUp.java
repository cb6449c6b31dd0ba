package scales.balancer.proxy;

import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** Ends what a request came on: its connection, or with HTTP/2 only its stream, as the connection carries others. */
final class HangUp {
    private static final int MALFORMED = 400;
    private static final long ON_ITS_WAY_MILLIS = 500;

    private HangUp() {}

    /** Says in the head of the answer that it is the last one. HTTP/2 has no such header (RFC 9113, 8.2.2). */
    static void announce(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            request.response().putHeader("connection", "close");
            if (request.version() == HttpVersion.HTTP_1_0) {
                // Vert.x has put keep-alive there by then, where the client asked for it.
                request.response().headersEndHandler(written -> request.response().putHeader("connection", "close"));
            }
            ClientConnection from = ClientConnection.of(request.connection());
            if (from != null) {
                from.last();
            }
        }
    }

    /** After a complete answer: what is left of the request is not read (RFC 9113, 8.1). */
    static void after(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            hangUp(request, Http2Error.NO_ERROR);
            return;
        }
        // What the client had sent ahead is on its way, a window of it at most. For each frame of a stream that is reset Netty sends one more
        // reset, and counts them: some large uploads that were refused would end the connection with all that it carries.
        Vertx.currentContext().owner().setTimer(ON_ITS_WAY_MILLIS, late -> {
            if (!request.isEnded()) {
                hangUp(request, Http2Error.NO_ERROR);
            }
        });
    }

    /**
     * The same after an answer that says why there is none of a node. What is malformed is an error also in the language of HTTP/2
     * (RFC 9113, 8.1.1).
     */
    static void afterRefusal(HttpServerRequest request, int status) {
        if (status == MALFORMED) {
            hangUp(request, Http2Error.PROTOCOL_ERROR);
        } else {
            after(request);
        }
    }

    /** Instead of an answer that could not be written. A stream of HTTP/2 takes none when it is reset already, or about to be. */
    static void instead(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            request.connection().close();
        }
    }

    /**
     * Within an answer: a truncated one must not look complete. Where only the connection's end tells the end of the body, that must
     * be an abrupt one.
     *
     * @param status that would say why
     */
    static void within(HttpServerRequest request, int status) {
        ClientConnection from = request.version() == HttpVersion.HTTP_1_0 ? ClientConnection.of(request.connection()) : null;
        if (from != null) {
            from.breakOff();
            return;
        }
        if (request.version() == HttpVersion.HTTP_2 && status == MALFORMED) {
            // Who found the rest of the request to be so resets the stream next, and knows best by which error.
            return;
        }
        hangUp(request, Http2Error.INTERNAL_ERROR);
    }

    /** Within an answer of which something is missing: nothing that waits behind that may still go out. */
    static void amid(HttpServerRequest request) {
        ClientConnection from = request.version() == HttpVersion.HTTP_2 ? null : ClientConnection.of(request.connection());
        if (from != null) {
            from.breakOff();
        } else {
            hangUp(request, Http2Error.INTERNAL_ERROR);
        }
    }

    private static void hangUp(HttpServerRequest request, Http2Error why) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(why.code());
        } else {
            request.connection().close();
        }
    }
}
