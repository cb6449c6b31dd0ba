package scales.balancer.strategy;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The registry: one line a strategy. Tests, options, admin API, page, documentation and lab all read it. */
public final class Strategies {
    /** Affinity over another strategy, as in {@code sticky-cookie+least-connections}. */
    public static final String STICKY = "sticky-cookie";
    public static final String DEFAULT = "round-robin";

    /**
     * A strategy by its name.
     *
     * @param alias HAProxy's name, or {@code ""}
     * @param rule  one sentence
     */
    public record Entry(String name, String alias, String rule, Function<Tools, Strategy> make) {
        boolean isCalled(String text) {
            return name.equals(text) || !alias.isEmpty() && alias.equals(text);
        }
    }

    private static final List<Entry> ALL = List.of(
            entry("round-robin", "roundrobin", "Nodes take turns, as often as they weigh.", t -> new RoundRobin()),
            entry("least-connections", "leastconn", "The node with the least in flight per weight; ties take turns.", t -> new LeastConnections()),
            entry("ip-hash", "source", "A hash of the client's address decides; a client keeps its node.", t -> new IpHash()),
            entry("first", "", "The first node with a free place; needs limits to make sense.", t -> new First()),
            entry("random", "", "Any node, as often as it weighs.", t -> new Random(t.random())),
            entry("two-choices", "random(2)", "Two nodes drawn at random; the one with less in flight serves.", t -> new TwoChoices(t.random())),
            entry("least-time", "", "The lowest recent latency times (in flight + 1), per weight.", t -> LeastTime.strategy(t.nanoClock())),
            entry("peak-ewma", "", "As least-time, but a slow answer counts at once and is forgiven slowly.", t -> PeakEwma.strategy(t.nanoClock())),
            entry("uri-hash", "uri", "A hash of path and query decides; equal requests meet the same node.", t -> new UriHash()));

    private Strategies() {}

    private static Entry entry(String name, String alias, String rule, Function<Tools, Strategy> make) {
        return new Entry(name, alias, rule, make);
    }

    /** Every strategy but {@link #STICKY}, which goes over any of them. */
    public static List<Entry> all() {
        return ALL;
    }

    /** @return what is wrong with that text as the name of a strategy, or empty */
    public static Optional<String> problem(String text) {
        return find(text).isPresent() ? Optional.empty() : Optional.of("unknown \"" + text + "\"; one of "
                + ALL.stream().map(Entry::name).collect(Collectors.joining(", ")) + ", or " + STICKY + "+ any of them");
    }

    /**
     * Without aliases, as {@link Named#name}.
     *
     * @throws IllegalArgumentException as {@link #problem} says
     */
    public static String fullName(String text) {
        Entry entry = known(text);
        return isSticky(text) ? STICKY + "+" + entry.name() : entry.name();
    }

    private static Entry known(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException(problem(text).orElseThrow()));
    }

    /**
     * @param text a name or an alias, with {@code sticky-cookie+} before it for affinity; {@code sticky-cookie} alone
     *             means {@code sticky-cookie+round-robin}
     * @throws IllegalArgumentException as {@link #problem} says
     */
    public static Named create(String text, Tools tools) {
        Entry entry = known(text);
        Strategy plain = entry.make().apply(tools);
        return isSticky(text)
                ? new Named(fullName(text), "A client goes back to the node its cookie names. Else: " + entry.rule(), true, new Sticky(plain))
                : new Named(fullName(text), entry.rule(), false, plain);
    }

    /**
     * A strategy at work.
     *
     * @param name   in full, without aliases
     * @param sticky whether affinity cookies are read and set
     */
    public record Named(String name, String rule, boolean sticky, Strategy strategy) {}

    private static Optional<Entry> find(String text) {
        String plain = !isSticky(text) ? text : text.equals(STICKY) ? DEFAULT : text.substring(STICKY.length() + 1);
        return ALL.stream().filter(entry -> entry.isCalled(plain)).findFirst();
    }

    private static boolean isSticky(String text) {
        return text.equals(STICKY) || text.startsWith(STICKY + "+");
    }
}
