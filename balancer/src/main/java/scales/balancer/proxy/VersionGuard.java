package scales.balancer.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;

/**
 * Versions other than 1.0 and 1.1, which Vert.x answers with 501 in that very version. A later minor one is read as 1.1, as the
 * message means the same to who knows only that (RFC 9110, 2.5); what is of another major version is none to read.
 */
final class VersionGuard extends ChannelInboundHandlerAdapter {
    /** 505. */
    static final class Unsupported extends Exception {
        Unsupported(HttpVersion version) {
            super(version.text(), null, false, false);
        }
    }

    private static final String PROTOCOL = "HTTP";
    /** Each of the two numbers is one (RFC 9112, 2.3). */
    private static final int DIGIT = 9;

    private final Pipelining ahead;
    /** Of the body of one request, from one read: Vert.x takes all of them before it asks whether more is wanted. */
    private final Held small = new Held();
    private boolean refused;

    /** @param ahead is told how far requests have come */
    VersionGuard(Pipelining ahead) {
        this.ahead = ahead;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (refused) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            judge(request);
        }
        if (Held.isSmall(message)) {
            small.add((HttpObject) message);
        } else {
            passSmall(context);
            context.fireChannelRead(ahead.decoded(message));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        passSmall(context);
        context.fireChannelReadComplete();
    }

    private void passSmall(ChannelHandlerContext context) {
        while (!small.isEmpty()) {
            context.fireChannelRead(ahead.decoded(small.next()));
        }
    }

    private void judge(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        if (request.decoderResult().isFailure()) {
            // Whatever it was, the answer says the highest version known here (RFC 9110, 2.5).
            request.setProtocolVersion(HttpVersion.HTTP_1_1);
            return;
        }
        // Netty has these two for what is written so to the letter, and others that are equal to them for http/1.1 or HTTP/01.1.
        if (version == HttpVersion.HTTP_1_1 || version == HttpVersion.HTTP_1_0) {
            return;
        }
        // Answers say the request's version, refusals too.
        request.setProtocolVersion(HttpVersion.HTTP_1_1);
        if (!version.protocolName().equals(PROTOCOL) || version.majorVersion() > DIGIT || version.minorVersion() > DIGIT
                || version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0)) {
            refuse(request, new IllegalArgumentException(version.text()));
        } else if (version.majorVersion() != 1) {
            refuse(request, new Unsupported(version));
        }
    }

    /** What follows is of a grammar that nobody here knows. */
    private void refuse(HttpRequest request, Exception why) {
        request.setDecoderResult(DecoderResult.failure(why));
        refused = true;
    }
}
