package scales.lab.sim;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
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

    Simulations(ExperimentPlan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** No block is begun any more. */
    void stop() {
        stopped.set(true);
    }

    boolean isComplete() {
        return !stopped.get();
    }

    /** Processor time that the blocks took, all cores together. */
    double cpuSeconds() {
        return cpuNanos.get() / 1e9;
    }

    /** Block by block, and in each every strategy in turn, as on a real cluster. */
    List<Block> run() throws InterruptedException {
        ExecutorService cores = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<Block>> running = new ArrayList<>();
            for (int number = 1; number <= plan.blocks(); number++) {
                for (String strategy : plan.strategies()) {
                    int block = number;
                    running.add(cores.submit(() -> one(strategy, block)));
                }
            }
            return collect(running);
        } finally {
            cores.shutdownNow();
        }
    }

    private Block one(String strategy, int number) {
        if (stopped.get()) {
            return null;
        }
        long before = THREADS.getCurrentThreadCpuTime();
        // Every strategy of one block meets the same load.
        Block block = new Simulation(plan.scenario(), strategy, plan.seed() * 1_000_003 + number, plan.requests(), 0).run(number);
        cpuNanos.addAndGet(THREADS.getCurrentThreadCpuTime() - before);
        return block;
    }

    private List<Block> collect(List<Future<Block>> running) throws InterruptedException {
        List<Block> blocks = new ArrayList<>();
        for (Future<Block> each : running) {
            try {
                Block block = each.get();
                if (block != null) {
                    blocks.add(block);
                    progress.at(blocks.size(), running.size(), block.strategy() + ", block " + block.number());
                }
            } catch (ExecutionException bug) {
                throw new IllegalStateException(bug.getCause());
            }
        }
        progress.end();
        return blocks;
    }
}
