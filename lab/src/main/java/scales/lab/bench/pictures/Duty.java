package scales.lab.bench.pictures;

/**
 * How long each engine runs a case. Just-in-time compilation needs its time; programs compiled long ago need one run.
 *
 * @param warmMillis     CPU time of ours that does not count
 * @param peerWarmMillis runs of a peer that do not count
 * @param measureMillis  runs that count; one at least
 */
record Duty(int warmMillis, int peerWarmMillis, int measureMillis) {
    static final Duty LONG = new Duty(6_000, 100, 1_000);
    static final Duty SHORT = new Duty(0, 0, 20);
}
