package scales.balancer.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.AsciiString;
import java.util.List;

/**
 * HTTP/1 to a node, one request at a time. As Netty's own codec, but that the status and names of headers are what RFC 9112 (4 and 5.1) says:
 * that one reads {@code +200} as 200 and forgets what stands between a blank in a name and the colon.
 */
final class AnswerCodec extends CombinedChannelDuplexHandler<HttpResponseDecoder, HttpRequestEncoder> {
    private static final int STATUS_DIGITS = 3;

    private boolean isHead;

    AnswerCodec(HttpDecoderConfig config) {
        init(new Decoder(config), new Encoder());
    }

    private final class Encoder extends HttpRequestEncoder {
        @Override
        protected void encode(ChannelHandlerContext context, Object message, List<Object> out) throws Exception {
            if (message instanceof HttpRequest request) {
                isHead = request.method().equals(HttpMethod.HEAD);
            }
            super.encode(context, message, out);
        }
    }

    private final class Decoder extends HttpResponseDecoder {
        Decoder(HttpDecoderConfig config) {
            super(config);
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
            boolean isInformational = ((HttpResponse) answer).status().codeClass() == HttpStatusClass.INFORMATIONAL;
            return isHead && !isInformational || super.isContentAlwaysEmpty(answer);
        }
    }
}
