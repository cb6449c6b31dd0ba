package scales.balancer.hints;

import java.util.List;
import java.util.Optional;

/** The registry of rules: one line each. Admin API, page and lab report all read it. */
public final class Hints {
    private static final List<Rule> RULES = List.of(
            new AlwaysTied(),
            new CookiesNotReturned(),
            new OneAddress(),
            new FirstWithoutLimit(),
            new WeightsIgnored(),
            new CheckBehindRequests(),
            new DrainWithoutAffinity());

    private Hints() {}

    public static List<Hint> about(Situation now) {
        return RULES.stream().map(rule -> rule.judge(now)).flatMap(Optional::stream).toList();
    }
}
