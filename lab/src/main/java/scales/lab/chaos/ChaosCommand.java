package scales.lab.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import scales.lab.command.Folders;
import scales.lab.command.Interrupt;
import scales.lab.command.Progress;
import scales.lab.up.EnvironmentDefaults;

/** Runs chaos. Exit status: 0 passed, 1 failed, 2 wrong options. */
@Command(name = "chaos", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Does everything to a cluster that may happen to it, at random, while clients look on; then says what was "
                + "lost, leaked or late. One node at least is always left well. A seed repeats the plan.",
        footer = {"", "Every option is also an environment variable: --duration is SCALES_DURATION."})
public final class ChaosCommand implements Callable<Integer> {
    private static final int MOST_WORKERS = 20;
    private static final int MOST_CLIENTS = 1_000;
    /** For the end of a run that was interrupted: idle connections go after 30 s. */
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(150);

    @Option(names = "--seed", paramLabel = "N", description = "Repeats the plan of the run that printed it. Default: a new one.")
    private Long seed;
    @Option(names = "--duration", paramLabel = "TIME", defaultValue = "60s", converter = OfDuration.class,
            description = "Of the plan, such as 90s or 5m; start and end come on top. Default: ${DEFAULT-VALUE}.")
    private Duration duration;
    @Option(names = "--workers", paramLabel = "N", defaultValue = "4",
            description = "At the start; others come and go. Default: ${DEFAULT-VALUE}.")
    private int workers;
    @Option(names = "--clients", paramLabel = "N", defaultValue = "10",
            description = "In turn plain, sticky, plain, sticky, and one that leaves before its answer. Default: ${DEFAULT-VALUE}.")
    private int clients;
    @Option(names = "--actions", split = ",", paramLabel = "ACTION",
            description = "What may be done, of kill, freeze, stop, restart, join, leave, drain, maint, remove, weight, limit, "
                    + "strategy; what makes it good again comes along. Default: all.")
    private List<String> actions = new ArrayList<>();
    @Spec
    private CommandSpec spec;

    private ChaosCommand() {}

    /** @param environment variables by name */
    public static CommandLine line(Map<String, String> environment) {
        return new CommandLine(new ChaosCommand()).setDefaultValueProvider(new EnvironmentDefaults(environment));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> problems = new ArrayList<>();
        ChaosConfig config = judge(problems);
        if (!problems.isEmpty()) {
            problems.forEach(problem -> spec.commandLine().getErr().println("chaos: " + problem));
            return 2;
        }
        Path logs = Files.createTempDirectory("scales-chaos-");
        boolean passed = run(config, logs);
        if (passed) {
            Folders.delete(logs);
        } else {
            spec.commandLine().getOut().println("What the processes said is in " + logs);
            spec.commandLine().getOut().flush();
        }
        return passed ? 0 : 1;
    }

    private boolean run(ChaosConfig config, Path logs) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        out.println("chaos: seed " + config.seed());
        out.flush();
        Progress progress = new Progress();
        try (Interrupt interrupt = new Interrupt(ENDS_WITHIN); Chaos chaos = new Chaos(config, logs, progress)) {
            interrupt.ends(chaos::stop);
            Outcome outcome = chaos.run();
            progress.end();
            out.print(outcome.text());
            out.flush();
            return outcome.passed();
        }
    }

    ChaosConfig judge(List<String> problems) {
        Set<Action> disturbances = EnumSet.noneOf(Action.class);
        for (String word : actions) {
            Action.named(word).ifPresentOrElse(disturbances::add,
                    () -> problems.add("--actions: expected some of " + Action.names() + ", got '" + word + "'"));
        }
        // With one, nothing could be done to it.
        expect(workers >= 2 && workers <= MOST_WORKERS, "--workers: expected 2 to " + MOST_WORKERS + ", got " + workers, problems);
        expect(clients >= 1 && clients <= MOST_CLIENTS, "--clients: expected 1 to " + MOST_CLIENTS + ", got " + clients, problems);
        expect(!duration.isZero(), "--duration: expected more than nothing", problems);
        return new ChaosConfig(seed == null ? new Random().nextInt(1_000_000) : seed, duration, workers, clients,
                disturbances.isEmpty() ? Action.disturbances() : disturbances);
    }

    private static void expect(boolean right, String problem, List<String> problems) {
        if (!right) {
            problems.add(problem);
        }
    }

    /** {@code 90s}, {@code 5m}. */
    static final class OfDuration implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            if (!text.matches("[0-9]{1,6}[smh]")) {
                throw new TypeConversionException("expected a duration such as 90s, 5m or 1h, got '" + text + "'");
            }
            return Duration.parse("PT" + text);
        }
    }
}
