package scales.lab.sim;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import scales.balancer.hints.Hint;
import scales.lab.command.Progress;
import scales.lab.report.Block;
import scales.lab.scenario.ExperimentPlan;

/** All blocks of an experiment, as many at once as there are cores; their order is that of the plan all the same. */
final class Simulations {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ExperimentPlan plan;
    private final Progress progress;
    private final AtomicLong cpuNanos = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Set<Simulation> running = ConcurrentHashMap.newKeySet();
    private final Map<String, String> hints = new LinkedHashMap<>();

    private record Run(Block block, List<Hint> hints, List<String> mishaps, boolean whole) {}

    Simulations(ExperimentPlan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** Ends what runs, and begins nothing more. */
    void stop() {
        stopped.set(true);
        running.forEach(Simulation::stop);
    }

    boolean isComplete() {
        return !stopped.get();
    }

    /** Processor time that the blocks took, all cores together. */
    double cpuSeconds() {
        return cpuNanos.get() / 1e9;
    }

    /** What the balancer would have said at the ends of blocks, once for each strategy, and what could not be done. */
    List<String> hints() {
        return List.copyOf(hints.values());
    }

    /**
     * Block by block, and in each every strategy in turn, as on a real cluster.
     *
     * @return whole blocks; when it was stopped before there was one, what there is of the first
     */
    List<Block> run() throws InterruptedException {
        ExecutorService cores = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<Run>> runs = new ArrayList<>();
            for (int number = 1; number <= plan.blocks(); number++) {
                for (String strategy : plan.strategies()) {
                    int block = number;
                    runs.add(cores.submit(() -> one(strategy, block)));
                }
            }
            return collect(runs);
        } finally {
            cores.shutdownNow();
        }
    }

    /** @return null when it is too late to begin */
    private Run one(String strategy, int number) {
        if (stopped.get()) {
            return null;
        }
        long before = THREADS.getCurrentThreadCpuTime();
        // Every strategy of one block meets the same load.
        Simulation simulation = new Simulation(plan.scenario(), strategy, plan.seed() * 1_000_003 + number, plan.requests(), 0);
        running.add(simulation);
        if (stopped.get()) {
            simulation.stop();
        }
        Block block = simulation.run(number);
        running.remove(simulation);
        cpuNanos.addAndGet(THREADS.getCurrentThreadCpuTime() - before);
        return new Run(block, simulation.hints(), simulation.mishaps(), simulation.isWhole());
    }

    private List<Block> collect(List<Future<Run>> runs) throws InterruptedException {
        List<Block> whole = new ArrayList<>();
        List<Block> begun = new ArrayList<>();
        for (Future<Run> each : runs) {
            try {
                Run run = each.get();
                if (run != null && run.whole()) {
                    whole.add(run.block());
                    hear(run);
                    progress.at(whole.size(), runs.size(), run.block().strategy() + ", block " + run.block().number());
                } else if (run != null && run.block().requests() > 0) {
                    begun.add(run.block());
                }
            } catch (ExecutionException bug) {
                throw new IllegalStateException(bug.getCause());
            }
        }
        progress.end();
        return whole.isEmpty() ? begun.stream().limit(1).toList() : whole;
    }

    private void hear(Run run) {
        run.mishaps().forEach(mishap -> hints.putIfAbsent(mishap, mishap));
        String strategy = run.block().strategy();
        run.hints().forEach(hint -> hints.putIfAbsent(strategy + " " + hint.id(), strategy + ": " + hint.text() + " " + hint.advice()));
    }
}
