package scales.lab.live;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
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
import scales.lab.scenario.Fault;
import scales.lab.scenario.Scenario;

/**
 * An experiment on a real cluster. Exit status: 0 done, 1 the cluster did not start or did not last, or the report could not be
 * written, 2 wrong options, 130 interrupted.
 */
@Command(name = "compare", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Runs a scenario under several strategies on a real cluster, its own or a running one, in blocks that take turns, "
                + "and writes a report.")
public final class CompareCommand implements Callable<Integer> {
    private static final int MOST_CLIENTS = 2_000;
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(90);
    private static final String NOTHING = "interrupted before anything was measured";

    @Mixin
    private ExperimentOptions options;
    @Option(names = "--blocks", paramLabel = "N", defaultValue = "5", description = "Of each strategy. Default: ${DEFAULT-VALUE}")
    private int blocks;
    @Option(names = "--pictures", paramLabel = "FOLDER|builtin", defaultValue = "builtin",
            description = "What is sent to /resize: a folder's pictures, or a mix that the report states. Default: ${DEFAULT-VALUE}")
    private String pictures;
    @Option(names = "--service", paramLabel = "pictures|scenario", defaultValue = "pictures",
            description = "How long a picture keeps its slot on an own cluster: as long as it takes, or the mean of the scenario's "
                    + "service on top, so that a machine with few cores shows what more would. Default: ${DEFAULT-VALUE}")
    private String service;
    @Mixin
    private TargetOptions target;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<String> problems = new ArrayList<>();
        List<String> all = Strategies.all().stream().map(Strategies.Entry::name).toList();
        ExperimentPlan plan = options.judge(blocks, all, Strategies::problem, Strategies::fullName, problems);
        if (plan != null) {
            judge(plan.scenario(), problems);
        }
        target.judge(problems);
        if (!service.matches("pictures|scenario") || service.equals("scenario") && !target.isOwn()) {
            problems.add("--service: expected pictures, or scenario for an own cluster, got '" + service + "'");
        }
        PictureMix mix = mix(problems);
        if (!problems.isEmpty()) {
            return fail(problems, 2);
        }
        Optional<String> unwritable = plan.reportProblem();
        return unwritable.isPresent() ? fail(List.of(unwritable.get()), 1) : run(plan, mix);
    }

    private void judge(Scenario scenario, List<String> problems) {
        if (scenario.load().clients() > MOST_CLIENTS) {
            problems.add("--clients: expected " + MOST_CLIENTS + " at most on a real cluster, got " + scenario.load().clients());
        }
        if (target.isOwn() && scenario.nodes().size() > OwnCluster.MOST_NODES) {
            problems.add("--scenario: an own cluster has " + OwnCluster.MOST_NODES + " nodes at most, this one " + scenario.nodes().size()
                    + " (./scales simulate takes more)");
        }
        if (target.isOwn() && service.equals("pictures") && scenario.nodes().stream().anyMatch(node -> node.speed() > 1)) {
            problems.add("--scenario: a node of a speed above 1 needs --service scenario: pictures cannot take less than they need");
        }
        List<String> impossible = scenario.faults().stream().filter(fault -> !RunningCluster.POSSIBLE.contains(fault.kind())).map(Fault::text).toList();
        if (!target.isOwn() && !impossible.isEmpty()) {
            problems.add("--target: the processes of a running cluster are not ours: cannot do '" + String.join("', '", impossible) + "'");
        }
    }

    private PictureMix mix(List<String> problems) {
        try {
            return pictures.equals("builtin") ? BuiltinPictures.mix() : PictureMix.of(Path.of(pictures));
        } catch (IOException none) {
            problems.add("--pictures: cannot use the folder '" + pictures + "' (" + none.getMessage() + ")");
            return null;
        }
    }

    private int fail(List<String> lines, int status) {
        lines.forEach(line -> spec.commandLine().getErr().println("compare: " + line));
        spec.commandLine().getErr().flush();
        return status;
    }

    private int run(ExperimentPlan plan, PictureMix mix) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        // Until something is measured, waiting is all that there is to end.
        AtomicReference<Runnable> stop = new AtomicReference<>(Thread.currentThread()::interrupt);
        try (Interrupt interrupt = new Interrupt(ENDS_WITHIN)) {
            interrupt.ends(() -> stop.get().run());
            return run(plan, mix, vertx, stop);
        } finally {
            vertx.close();
        }
    }

    private int run(ExperimentPlan plan, PictureMix mix, Vertx vertx, AtomicReference<Runnable> stop) {
        boolean paced = service.equals("scenario");
        try (Site site = target.open(plan.scenario(), paced)) {
            long extra = paced ? Math.round(plan.scenario().service().meanNanos()) : 0;
            Comparison comparison = new Comparison(vertx, site, plan, mix, extra, new Progress());
            stop.set(comparison::stop);
            List<Block> done = comparison.run();
            IOException broken = comparison.broken();
            if (done.isEmpty()) {
                return fail(List.of(broken == null ? NOTHING : String.valueOf(broken.getMessage())), 1);
            }
            report(plan, mix, site.about(), done, comparison);
            return broken == null ? 0 : fail(List.of("ended early, the report has " + done.size() + " whole blocks: " + broken.getMessage()), 1);
        } catch (InterruptedException early) {
            return fail(List.of(NOTHING), 1);
        } catch (IOException failure) {
            return fail(List.of(String.valueOf(failure.getMessage())), 1);
        }
    }

    private void report(ExperimentPlan plan, PictureMix mix, List<String> site, List<Block> done, Comparison comparison) throws IOException {
        Experiment experiment = new Experiment("Comparison under '" + plan.scenario().name() + "'", set(plan, mix, site),
                Again.line(spec),
                plan.scenario().faults().stream().map(fault -> new Experiment.FaultMark(fault.at().toMillis() / 1e3, fault.node(), fault.text())).toList(),
                comparison.hints(), done, comparison.isComplete());
        Path page = ReportWriter.write(experiment, plan.report());
        PrintWriter out = spec.commandLine().getOut();
        out.print(Summary.of(experiment));
        out.printf("%nReport: %s%n", page);
        out.flush();
    }

    private static List<String> set(ExperimentPlan plan, PictureMix mix, List<String> site) {
        Scenario scenario = plan.scenario();
        List<String> lines = new ArrayList<>(List.of(scenario.about()));
        lines.addAll(site);
        lines.add(scenario.load().text());
        lines.add(scenario.path().equals("/resize") ? "POST /resize: " + mix.about() : "GET " + scenario.path());
        if (scenario.load().isOpen()) {
            lines.add("latency counts from when a request was to start; more than " + OpenLoop.MOST_UNDER_WAY
                    + " at once are not started, and count as errors");
        }
        lines.add(plan.blocks() + " blocks of " + scenario.duration().toMillis() / 1e3 + " s of each strategy, taking turns, seed " + plan.seed()
                + ", after " + Comparison.WARM_UP.toSeconds() + " s of warming up");
        return lines;
    }
}
