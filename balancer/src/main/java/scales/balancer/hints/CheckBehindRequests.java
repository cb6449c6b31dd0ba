package scales.balancer.hints;

import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import scales.balancer.decisions.Decision;
import scales.balancer.node.CheckStatus;
import scales.balancer.node.Node;

/** A node goes DOWN though it is alive: its check waits behind its requests, or is as slow as they are. */
final class CheckBehindRequests implements Rule {
    @Override
    public Optional<Hint> judge(Situation now) {
        return now.nodes().stream()
                .filter(node -> node.isProbed() && node.health().last().status() == CheckStatus.L7TOUT)
                .map(node -> hint(now, node)).flatMap(Optional::stream).findFirst();
    }

    private static Optional<Hint> hint(Situation now, Node node) {
        List<Decision> answered = now.answers().apply(node);
        if (answered.isEmpty()) {
            return Optional.empty();
        }
        LongSummaryStatistics nanos = answered.stream().mapToLong(Decision::latencyNanos).summaryStatistics();
        long meanMillis = TimeUnit.NANOSECONDS.toMillis((long) nanos.getAverage());
        long checkMillis = node.health().last().durationMillis();
        return Optional.of(new Hint("check-behind-requests", Hint.Severity.WARNING,
                node.id() + " is " + node.status() + " as its last check got no answer within " + checkMillis
                        + " ms, but it is alive: it answered " + requests(answered.size()) + " in the last minutes, in " + meanMillis
                        + " ms on average. The check waits behind requests, or is as slow as they are.",
                "Give checks more time (--check-timeout above the node's delay times its clients), let them ask for a path that never"
                        + " waits (--check-path /health), or send the node fewer requests at once (its limit).",
                Situation.since(answered),
                Map.of("node", node.id(), "checkMillis", checkMillis, "answered", answered.size(), "meanMillis", meanMillis)));
    }

    private static String requests(int count) {
        return count == 1 ? "a request" : count + " requests";
    }
}
