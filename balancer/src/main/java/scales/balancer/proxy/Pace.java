package scales.balancer.proxy;

import java.time.Duration;

/**
 * Whether bytes come or go fast enough: never silence for a whole window of time, and in each window a least number. An
 * average since the beginning would let a client send much at once and then trickle for hours.
 */
final class Pace {
    private boolean running;
    private long windowNanos;
    private long windowBytes;
    private long lastNanos;
    private long lastBytes;

    /**
     * To be asked again and again while the other side is expected to act.
     *
     * @param bytes          moved so far
     * @param window         neither zero nor negative
     * @param bytesPerSecond least rate, 0 for none
     */
    boolean isTooSlow(long bytes, long nowNanos, Duration window, long bytesPerSecond) {
        if (!running) {
            running = true;
            startWindow(bytes, nowNanos);
            moved(bytes, nowNanos);
            return false;
        }
        if (bytes != lastBytes) {
            moved(bytes, nowNanos);
        }
        if (nowNanos - lastNanos >= window.toNanos()) {
            return true;
        }
        long elapsed = nowNanos - windowNanos;
        if (elapsed < window.toNanos()) {
            return false;
        }
        if ((bytes - windowBytes) * 1e9 < (double) bytesPerSecond * elapsed) {
            return true;
        }
        startWindow(bytes, nowNanos);
        return false;
    }

    /** The other side is not to act now; time starts anew when it is. */
    void rest() {
        running = false;
    }

    private void startWindow(long bytes, long nowNanos) {
        windowBytes = bytes;
        windowNanos = nowNanos;
    }

    private void moved(long bytes, long nowNanos) {
        lastBytes = bytes;
        lastNanos = nowNanos;
    }
}
