package scales.balancer.stats;

/**
 * What became of a node's checks. Written by the control context, read by any thread.
 *
 * @param failedChecks   checks that failed
 * @param falls          times it went DOWN
 * @param rises          times it came UP again
 * @param changedMillis  when it last went UP or DOWN, since the epoch
 * @param stateMillis    when that, its admin state or its ejection last changed, since the epoch
 * @param downMillis     how long it was DOWN in all, until it last came UP
 */
public record HealthHistory(long failedChecks, long falls, long rises, long changedMillis, long stateMillis, long downMillis) {
    HealthHistory afterFailedCheck() {
        return new HealthHistory(failedChecks + 1, falls, rises, changedMillis, stateMillis, downMillis);
    }

    HealthHistory afterTurn(boolean up, long nowMillis) {
        return new HealthHistory(failedChecks, up ? falls : falls + 1, up ? rises + 1 : rises, nowMillis, nowMillis,
                up ? downMillis + nowMillis - changedMillis : downMillis);
    }

    HealthHistory afterStateChange(long nowMillis) {
        return new HealthHistory(failedChecks, falls, rises, changedMillis, nowMillis, downMillis);
    }

    /** Counters start again; when it changed, and how long it was DOWN, stays true. */
    HealthHistory recounted() {
        return new HealthHistory(0, 0, 0, changedMillis, stateMillis, downMillis);
    }
}
