package scales.balancer.hints;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import scales.balancer.decisions.Decision;

/** A hash of the client's address, but there is only one address. */
final class OneAddress implements Rule {
    @Override
    public Optional<Hint> judge(Situation now) {
        List<Decision> choices = now.choices();
        if (!now.isUnder("ip-hash") || choices.size() < Situation.ENOUGH
                || choices.stream().map(pick -> pick.trail().client()).distinct().count() > 1) {
            return Optional.empty();
        }
        String address = choices.get(0).trail().client();
        long unbelieved = choices.stream().filter(pick -> pick.trail().isUnbelieved()).count();
        boolean proxy = unbelieved >= Situation.NEARLY_ALL * choices.size();
        String all = "All of the last " + choices.size() + " requests come from " + address;
        String node = choices.get(0).chosen().id();
        return Optional.of(new Hint("one-address", Hint.Severity.WARNING,
                proxy
                        ? all + ", which says for whom it comes (X-Forwarded-For) but is not trusted to: ip-hash takes all clients for"
                                + " one and sends them to " + node + "."
                        : all + ": ip-hash sends one client to one node, " + node + ", and the others stay idle.",
                proxy
                        ? "If that is your proxy, start the balancer with --trusted-proxy " + address + "."
                        : "Let clients come from several addresses, or take uri-hash or sticky-cookie, which tell clients on one machine apart.",
                Situation.since(choices), Map.of("requests", choices.size(), "address", address, "unbelieved", unbelieved)));
    }
}
