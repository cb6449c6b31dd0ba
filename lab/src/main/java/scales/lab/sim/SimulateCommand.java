package scales.lab.sim;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import scales.balancer.strategy.Strategies;
import scales.lab.command.Again;
import scales.lab.command.Interrupt;
import scales.lab.command.Progress;
import scales.lab.report.Block;
import scales.lab.report.Experiment;
import scales.lab.report.ReportWriter;
import scales.lab.report.Summary;
import scales.lab.scenario.ExperimentOptions;
import scales.lab.scenario.ExperimentPlan;
import scales.lab.scenario.NodePlan;
import scales.lab.scenario.Scenario;
import scales.lab.scenario.ServiceTime;

/** An experiment in virtual time. Exit status: 0 done, 1 the report could not be written, 2 wrong options, 130 interrupted. */
@Command(name = "simulate", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Runs a scenario under several strategies in virtual time, with the classes that serve real traffic, and writes "
                + "a report. The same seed gives the same report, byte for byte.")
public final class SimulateCommand implements Callable<Integer> {
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(60);

    @Mixin
    private ExperimentOptions options;
    @Option(names = "--blocks", paramLabel = "N", defaultValue = "10", description = "Of each strategy. Default: ${DEFAULT-VALUE}")
    private int blocks;
    @Option(names = "--nodes", paramLabel = "N", description = "Equal nodes instead of the scenario's, up to 10000.")
    private Integer nodes;
    @Option(names = "--service", paramLabel = "DISTRIBUTION",
            description = "How long a request takes: 'fixed 20ms', 'exponential 20ms', 'uniform 5ms 50ms', 'lognormal 20ms 1.0'.")
    private String service;
    @Option(names = "--from", paramLabel = "FILE", description = "Takes the times from a report's results.json, or from an access log.")
    private Path from;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        List<String> problems = new ArrayList<>();
        List<String> all = Strategies.all().stream().map(Strategies.Entry::name).toList();
        ExperimentPlan plan = options.judge(blocks, all, Strategies::problem, Strategies::fullName, problems);
        UnaryOperator<Scenario> adaption = adaption(problems);
        if (!problems.isEmpty()) {
            return fail(problems, 2);
        }
        Optional<String> unwritable = plan.reportProblem();
        if (unwritable.isPresent()) {
            return fail(List.of(unwritable.get()), 1);
        }
        try (Interrupt interrupt = new Interrupt(ENDS_WITHIN)) {
            return run(plan.with(adaption.apply(plan.scenario())), interrupt);
        }
    }

    private int fail(List<String> lines, int status) {
        lines.forEach(line -> spec.commandLine().getErr().println("simulate: " + line));
        spec.commandLine().getErr().flush();
        return status;
    }

    /** What the options make of a scenario. They are judged whether there is one or not. */
    private UnaryOperator<Scenario> adaption(List<String> problems) {
        if (nodes != null && (nodes < 1 || nodes > 10_000)) {
            problems.add("--nodes: expected 1 to 10000, got " + nodes);
        }
        if (service != null && from != null) {
            problems.add("--service and --from: say one of them");
        }
        ServiceTime times = times(problems);
        return scenario -> {
            Scenario now = nodes == null ? scenario : scenario.withNodes(NodePlan.equal(nodes, scenario.nodes().get(0)));
            return times == null ? now : now.with(times);
        };
    }

    /** @return null for the scenario's */
    private ServiceTime times(List<String> problems) {
        try {
            if (from != null) {
                return RecordedTimes.read(from);
            }
            return service == null ? null : ServiceTime.parse(service);
        } catch (IllegalArgumentException wrong) {
            problems.add((from == null ? "--service: " : "--from: ") + wrong.getMessage());
            return null;
        }
    }

    private int run(ExperimentPlan plan, Interrupt interrupt) throws InterruptedException {
        Simulations simulations = new Simulations(plan, new Progress());
        interrupt.ends(simulations::stop);
        try {
            List<Block> done = simulations.run();
            if (done.isEmpty()) {
                return fail(List.of("interrupted before anything was measured"), 1);
            }
            return report(plan, done, simulations);
        } catch (IOException unwritable) {
            return fail(List.of("cannot write " + plan.report() + " (" + unwritable.getMessage() + ")"), 1);
        }
    }

    private int report(ExperimentPlan plan, List<Block> done, Simulations simulations) throws IOException {
        Experiment experiment = new Experiment("Simulation of '" + plan.scenario().name() + "'", set(plan),
                Again.line(spec),
                plan.scenario().faults().stream().map(fault -> new Experiment.FaultMark(fault.at().toMillis() / 1e3, fault.node(), fault.text())).toList(),
                simulations.hints(), done, simulations.isComplete());
        Path page = ReportWriter.write(experiment, plan.report());
        PrintWriter out = spec.commandLine().getOut();
        out.print(Summary.of(experiment));
        long requests = done.stream().mapToLong(Block::requests).sum();
        out.printf(Locale.ROOT, "%nReport: %s%n%,d requests in %.1f s of processor time: %.1f million a minute and core.%n", page, requests,
                simulations.cpuSeconds(), requests / simulations.cpuSeconds() * 60 / 1e6);
        out.flush();
        return 0;
    }

    private static List<String> set(ExperimentPlan plan) {
        Scenario scenario = plan.scenario();
        Scenario.Load load = scenario.load();
        List<String> lines = new ArrayList<>();
        lines.add(scenario.about());
        lines.add(scenario.nodes().size() + " nodes: " + NodePlan.text(scenario.nodes()));
        lines.add(load.text());
        lines.add("a request takes: " + scenario.service().text() + " on a node of speed 1");
        lines.add(plan.blocks() + " blocks of each strategy, seed " + plan.seed() + ", in virtual time");
        return lines;
    }
}
