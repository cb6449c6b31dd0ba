package scales.lab.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** The options that every experiment has, on a real cluster as in virtual time. */
public final class ExperimentOptions {
    private static final int MOST_BLOCKS = 1_000;

    @Option(names = "--strategies", split = ",", paramLabel = "NAME", defaultValue = "round-robin,least-connections",
            description = "Names, with 'sticky-cookie+' before them for affinity, or 'all'. Default: ${DEFAULT-VALUE}")
    List<String> strategies;

    @Option(names = "--scenario", paramLabel = "NAME|FILE", defaultValue = "uniform",
            description = "uniform, delay, hang, weights, slow-node, dead-node, flapping, bursts, one-address, mixed-pictures, "
                    + "rolling-drain, join-and-leave, or a file (docs/compare.md). Default: ${DEFAULT-VALUE}")
    String scenario;

    @Option(names = "--clients", paramLabel = "N", description = "A closed loop: so many clients, each asks again when it has its answer.")
    Integer clients;

    @Option(names = "--rate", paramLabel = "R/s",
            description = "An open loop: so many requests a second, at random times; latency counts from the time at which a request was to start.")
    String rate;

    @Option(names = "--cookies", paramLabel = "keep|clear", description = "Whether clients send back the cookies that they were given.")
    String cookies;

    @Option(names = "--path", paramLabel = "PATH", description = "What is asked for: /resize, or / for the lab's page.")
    String path;

    @Option(names = "--duration", paramLabel = "TIME", description = "Of one block.")
    String duration;

    @Option(names = "--requests", paramLabel = "N", description = "Of one block, at most.")
    Long requests;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "The same seed gives the same load. Default: ${DEFAULT-VALUE}")
    long seed;

    @Option(names = "--report", paramLabel = "FOLDER", defaultValue = "report", description = "Default: ${DEFAULT-VALUE}")
    Path report;

    /**
     * @param all             names of every strategy
     * @param strategyProblem what is wrong with the name of one
     * @param fullName        of one, as it may have several
     * @param problems        gets one sentence for each
     * @return the plan, or null when nothing can be made of it
     */
    public ExperimentPlan judge(int blocks, List<String> all, Function<String, Optional<String>> strategyProblem, UnaryOperator<String> fullName,
            List<String> problems) {
        List<String> chosen = strategies.equals(List.of("all")) ? all : strategies;
        chosen.forEach(name -> strategyProblem.apply(name).ifPresent(problem -> problems.add("--strategies: " + problem)));
        List<String> known = chosen.stream().filter(name -> strategyProblem.apply(name).isEmpty()).toList();
        if (known.stream().map(fullName).distinct().count() < known.size()) {
            problems.add("--strategies: one is there twice, perhaps under another name");
        }
        if (blocks < 1 || blocks > MOST_BLOCKS) {
            problems.add("--blocks: expected 1 to " + MOST_BLOCKS + ", got " + blocks);
        }
        if (clients != null && rate != null) {
            problems.add("--clients and --rate: say one of them");
        }
        if (requests != null && requests < 1) {
            problems.add("--requests: expected 1 or more, got " + requests);
        }
        List<Scenario> found = new ArrayList<>();
        try {
            found.add(Scenarios.find(scenario));
        } catch (ScenarioReader.Unreadable wrong) {
            problems.addAll(wrong.problems());
        }
        Scenario adapted = found.isEmpty() ? null : adapted(found.get(0), problems);
        return problems.isEmpty() ? new ExperimentPlan(adapted, chosen, blocks, requests == null ? Long.MAX_VALUE : requests, seed, report) : null;
    }

    private Scenario adapted(Scenario found, List<String> problems) {
        Scenario now = found;
        now = apply(now, "--clients", clients == null ? null : clients.toString(), problems,
                (was, text) -> was.with(was.load().withClients(ScenarioReader.whole(text, 1, 100_000))));
        now = apply(now, "--rate", rate, problems, (was, text) -> was.with(was.load().withRate(ScenarioReader.rate(text))));
        now = apply(now, "--cookies", cookies, problems, (was, text) -> was.with(was.load().withCookies(ScenarioReader.oneOf(text, "keep", "clear"))));
        now = apply(now, "--path", path, problems, (was, text) -> was.asking(ScenarioReader.path(text)));
        return apply(now, "--duration", duration, problems, (was, text) -> was.lasting(ScenarioReader.duration(text)));
    }

    private interface Adaption {
        Scenario to(Scenario was, String text);
    }

    private static Scenario apply(Scenario was, String option, String text, List<String> problems, Adaption adaption) {
        try {
            return text == null ? was : adaption.to(was, text);
        } catch (IllegalArgumentException wrong) {
            problems.add(option + ": " + wrong.getMessage());
            return was;
        }
    }
}
