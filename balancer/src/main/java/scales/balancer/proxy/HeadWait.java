package scales.balancer.proxy;

/**
 * How long a connection may go without a whole head of a request. The clock is read only when somebody looks, not at each
 * event: so it counts from the first look after it.
 */
final class HeadWait {
    /** What to do with the connection. */
    enum Verdict {
        WAIT,
        /** It said nothing: close it. */
        IDLE,
        /** It began a head and did not finish it: 408. */
        SLOW
    }

    private int exchanges;
    private boolean served;
    private boolean heard;
    private boolean timed;
    private long sinceNanos;

    /** Bytes came that may be those of a head. */
    void heard() {
        if (exchanges == 0 && !heard) {
            heard = true;
            timed = false;
        }
    }

    /** A head came whole. */
    void began() {
        exchanges++;
        served = true;
        heard = false;
    }

    /** Its answer is on its way. */
    void ended() {
        exchanges--;
        timed = false;
    }

    /** Something else is waited for. */
    void rest() {
        timed = false;
    }

    /** For how long no request has come or ended, as far as anybody looked; without end while one is under way. */
    long quietNanos(long nowNanos) {
        if (exchanges > 0) {
            return Long.MAX_VALUE;
        }
        if (!timed) {
            timed = true;
            sinceNanos = nowNanos;
        }
        return nowNanos - sinceNanos;
    }

    Verdict judge(long nowNanos, ClientSettings settings) {
        if (exchanges > 0) {
            return Verdict.WAIT;
        }
        long quiet = quietNanos(nowNanos);
        boolean between = served && !heard;
        long allowed = (between ? settings.keepAliveTimeout() : settings.headerTimeout()).toNanos();
        if (quiet < allowed) {
            return Verdict.WAIT;
        }
        return heard ? Verdict.SLOW : Verdict.IDLE;
    }
}
