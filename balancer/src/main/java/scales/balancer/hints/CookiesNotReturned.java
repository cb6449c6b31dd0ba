package scales.balancer.hints;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import scales.balancer.decisions.AffinityOutcome;
import scales.balancer.decisions.Decision;

/** Affinity, but nobody brings its cookie back. */
final class CookiesNotReturned implements Rule {
    private static final int REQUESTS_OF_A_RETURNING_CLIENT = 3;

    @Override
    public Optional<Hint> judge(Situation now) {
        if (!now.strategy().sticky() || now.picks().size() < Situation.ENOUGH) {
            return Optional.empty();
        }
        List<Decision> fresh = now.picks(pick -> pick.affinity() == AffinityOutcome.NEW);
        double share = (double) fresh.size() / now.picks().size();
        if (share < Situation.NEARLY_ALL) {
            return Optional.empty();
        }
        long addresses = fresh.stream().map(pick -> pick.trail().client()).distinct().count();
        boolean returning = fresh.size() >= addresses * REQUESTS_OF_A_RETURNING_CLIENT;
        String text = Situation.percent(share) + " of the last " + now.picks().size() + " requests brought no cookie, from " + addresses
                + (addresses == 1 ? " address" : " addresses");
        return Optional.of(new Hint("cookies-not-returned", Hint.Severity.NOTICE,
                text + (returning
                        ? ": the clients come again but throw the cookie away, so every request is balanced anew."
                        : ": nearly all clients are new, so affinity has nobody to keep."),
                returning
                        ? "Let clients keep cookies: a cookie manager that does not clear them each iteration (JMeter), -b and -c with"
                                + " a file (curl). In prefix mode the application must set the cookie."
                        : "Compare strategies without affinity for such a load, or let the same clients come again.",
                Situation.since(now.picks()),
                Map.of("requests", now.picks().size(), "withoutCookie", fresh.size(), "addresses", addresses)));
    }
}
