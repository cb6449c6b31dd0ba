package scales.balancer.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.MultiMap;

/**
 * Answers of a node, to one request at a time. As Netty's own decoder, but that version, status and names of headers are what RFC 9112 (2.3, 4
 * and 5.1) says: that one reads {@code http/1.1 +200} as HTTP/1.1 200 and forgets what stands between a blank in a name and the colon.
 */
final class AnswerDecoder extends HttpResponseDecoder {
    private static final int LARGEST_HEAD = 32 * 1024;
    private static final int STATUS_DIGITS = 3;

    private boolean isToHead;
    private boolean isExpected;
    private boolean isWithinHead;
    private boolean announcesMore;

    /** @param largestPiece of a body, in bytes */
    AnswerDecoder(int largestPiece) {
        super(new HttpDecoderConfig().setMaxHeaderSize(LARGEST_HEAD).setMaxChunkSize(largestPiece).setHeadersFactory(new Headers()));
    }

    /** Headers that Vert.x can pass on. */
    private static final class Headers implements HttpHeadersFactory {
        @Override
        public HttpHeaders newHeaders() {
            return (HttpHeaders) io.vertx.core.http.HttpHeaders.headers();
        }

        @Override
        public HttpHeaders newEmptyHeaders() {
            return DefaultHttpHeadersFactory.headersFactory().newEmptyHeaders();
        }
    }

    /** @param isHead whether the next answer is to a HEAD: then it has no body, whatever it says (RFC 9112, 6.3) */
    void expect(boolean isHead) {
        isToHead = isHead;
        isExpected = true;
    }

    /** The answer ended: whatever comes now is none (RFC 9112, 9.2), not even its beginning. */
    void expectNothing() {
        isExpected = false;
    }

    /** A head was taken. */
    void began() {
        isWithinHead = false;
    }

    /** Whether something came that is not yet a head, nor part of a body. */
    boolean hasRest() {
        return isWithinHead || actualReadableBytes() > 0;
    }

    /** What {@link AnswerGuard} says of the last head, asked before Netty takes {@code Transfer-Encoding} out of it. */
    boolean announcesMore() {
        return announcesMore;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
        if (isExpected) {
            super.channelRead(context, bytes);
        } else {
            ReferenceCountUtil.release(bytes);
            context.close();
        }
    }

    @Override
    protected HttpMessage createMessage(String[] initialLine) {
        isWithinHead = true;
        if (!initialLine[0].startsWith("HTTP/")) {
            throw new IllegalArgumentException("another protocol");
        }
        return super.createMessage(initialLine);
    }

    @Override
    protected String splitSecondWordInitialLine(byte[] line, int start, int length) {
        for (int i = start; i < start + length; i++) {
            if (length != STATUS_DIGITS || line[i] < '0' || line[i] > '9') {
                throw new IllegalArgumentException("a status that is not three digits");
            }
        }
        return super.splitSecondWordInitialLine(line, start, length);
    }

    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        AsciiString name = super.splitHeaderName(line, start, length);
        int colon = start + length;
        while (colon < line.length && (line[colon] == ' ' || line[colon] == '\t')) {
            colon++;
        }
        boolean isApart = colon > start + length;
        if (name.isEmpty() || isApart && (colon == line.length || line[colon] != ':' || isFraming(name))) {
            throw new IllegalArgumentException("a blank in the name of a header, or none");
        }
        return name;
    }

    /** Blanks before the colon are to be removed (RFC 9112, 5.1), but not where another end of the answer would come of it. */
    private static boolean isFraming(AsciiString name) {
        return HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name)
                || HttpHeaderNames.TRANSFER_ENCODING.contentEqualsIgnoreCase(name);
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage answer) {
        HttpResponseStatus status = ((HttpResponse) answer).status();
        MultiMap headers = (MultiMap) answer.headers();
        if (AnswerGuard.hasBothLengths(headers)) {
            throw new IllegalArgumentException("both lengths");
        }
        announcesMore = AnswerGuard.announcesMore(status.code(), headers);
        boolean isInformational = status.codeClass() == HttpStatusClass.INFORMATIONAL;
        return isToHead && !isInformational || super.isContentAlwaysEmpty(answer);
    }
}
