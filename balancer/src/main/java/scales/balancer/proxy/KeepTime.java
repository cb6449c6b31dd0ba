package scales.balancer.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a connection to a node waits for another request. The clock is read only when somebody looks: so it counts from the first look
 * after the last answer.
 */
final class KeepTime {
    private static final Pattern TIMEOUT = Pattern.compile("(?i)(?:^|[,\\s])timeout=([0-9]{1,9})(?![0-9])");

    private long saidNanos = Long.MAX_VALUE;
    private boolean running;
    private long sinceNanos;

    /** @param headers in which the node may say how long it waits itself ({@code Keep-Alive: timeout=5}) */
    void said(MultiMap headers) {
        String said = headers.get(HttpHeaders.KEEP_ALIVE);
        Matcher timeout = said == null ? null : TIMEOUT.matcher(said);
        if (timeout != null && timeout.find()) {
            saidNanos = TimeUnit.SECONDS.toNanos(Long.parseLong(timeout.group(1)));
        }
    }

    /** It has a request. */
    void restart() {
        running = false;
    }

    /** @param nanos the most, unless the node has said less */
    boolean isOver(long nowNanos, long nanos) {
        if (!running) {
            running = true;
            sinceNanos = nowNanos;
        }
        return nowNanos - sinceNanos >= Math.min(nanos, saidNanos);
    }
}
