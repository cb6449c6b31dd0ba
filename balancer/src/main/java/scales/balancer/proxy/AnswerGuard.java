package scales.balancer.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/** Judges the head of a node's answer for what the HTTP client below lets pass and a proxy must not (RFC 9110; RFC 9112). */
final class AnswerGuard {
    private AnswerGuard() {}

    /** Whether it may be passed on; its end is certain then, or its connection's end. */
    static boolean isSound(AnswerHead answer) {
        return isFinal(answer.status()) && isFramed(answer.headers().getAll(HttpHeaders.TRANSFER_ENCODING));
    }

    /**
     * Whether a body is announced where there can be none: what comes of it all the same would be taken for the beginning of the next
     * answer (RFC 9112, 6.3).
     */
    static boolean announcesMore(int status, MultiMap headers) {
        if (status != 204 && status != 304) {
            return false;
        }
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        return headers.contains(HttpHeaders.TRANSFER_ENCODING) || length != null && !length.strip().equals("0");
    }

    /** Whether its end could be read in two ways (RFC 9112, 6.3). Where no body follows, nobody else asks. */
    static boolean hasBothLengths(MultiMap headers) {
        return headers.contains(HttpHeaders.TRANSFER_ENCODING) && headers.contains(HttpHeaders.CONTENT_LENGTH);
    }

    /** Nobody has asked for 101, as no {@code Upgrade} is forwarded; what is above 599 is not defined (RFC 9110, 15). */
    private static boolean isFinal(int status) {
        return status >= 200 && status <= 599;
    }

    /** No {@code TE} is forwarded, so any other coding than {@code chunked} was not asked for, and would not be undone. */
    private static boolean isFramed(List<String> codings) {
        return codings.isEmpty() || codings.size() == 1 && codings.get(0).strip().equalsIgnoreCase("chunked");
    }
}
