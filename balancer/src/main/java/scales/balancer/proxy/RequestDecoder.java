package scales.balancer.proxy;

import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.impl.http1.VertxHttpRequestDecoder;

/**
 * Requests of HTTP/1, as Vert.x decodes them, but that one blank stands between the words of their first line (RFC 9112, 3): Netty takes any
 * number of blanks, tabs and bare CRs for one.
 */
final class RequestDecoder extends VertxHttpRequestDecoder {
    private int end;

    RequestDecoder(Http1ServerConfig limits) {
        super(limits);
    }

    @Override
    protected String splitFirstWordInitialLine(byte[] line, int start, int length) {
        end = start + length;
        return super.splitFirstWordInitialLine(line, start, length);
    }

    @Override
    protected String splitSecondWordInitialLine(byte[] line, int start, int length) {
        follow(line, start, length);
        return super.splitSecondWordInitialLine(line, start, length);
    }

    @Override
    protected String splitThirdWordInitialLine(byte[] line, int start, int length) {
        follow(line, start, length);
        return super.splitThirdWordInitialLine(line, start, length);
    }

    private void follow(byte[] line, int start, int length) {
        if (start != end + 1 || line[end] != ' ') {
            throw new IllegalArgumentException("not one blank between the words of the request line");
        }
        end = start + length;
    }
}
