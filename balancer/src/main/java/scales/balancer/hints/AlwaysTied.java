package scales.balancer.hints;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import scales.balancer.decisions.Decision;

/** Least-connections, but there is never anything in flight to compare. */
final class AlwaysTied implements Rule {
    @Override
    public Optional<Hint> judge(Situation now) {
        List<Decision> choices = now.choices();
        if (!now.isUnder("least-connections") || choices.size() < Situation.ENOUGH) {
            return Optional.empty();
        }
        long tied = choices.stream().filter(pick -> pick.tied() > 1 && pick.score() == 0).count();
        double share = (double) tied / choices.size();
        return share < Situation.NEARLY_ALL ? Optional.empty() : Optional.of(new Hint("always-tied", Hint.Severity.NOTICE,
                "least-connections tied on " + Situation.percent(share) + " of its last " + choices.size()
                        + " picks: the nodes were idle, so they just took turns, as under round-robin.",
                "Your clients are sequential: each waits for its answer before the next one asks. To see least-connections at work,"
                        + " have more clients at once than nodes, or requests that take longer.",
                Situation.since(choices), Map.of("picks", choices.size(), "tied", tied)));
    }
}
