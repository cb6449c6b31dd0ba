package scales.balancer.stats;

/**
 * What became of a node's checks. Written by the control context, read by any thread.
 *
 * @param failedChecks   checks that failed
 * @param falls          times it went DOWN
 * @param changedMillis  when it last went UP or DOWN, since the epoch
 * @param downMillis     how long it was DOWN in all, until it last came UP
 */
public record HealthHistory(long failedChecks, long falls, long changedMillis, long downMillis) {
    HealthHistory afterFailedCheck() {
        return new HealthHistory(failedChecks + 1, falls, changedMillis, downMillis);
    }

    HealthHistory afterTurn(boolean up, long nowMillis) {
        return new HealthHistory(failedChecks, up ? falls : falls + 1, nowMillis, up ? downMillis + nowMillis - changedMillis : downMillis);
    }
}
