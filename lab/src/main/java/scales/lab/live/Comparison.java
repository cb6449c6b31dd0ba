package scales.lab.live;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import scales.lab.command.Progress;
import scales.lab.report.Block;
import scales.lab.scenario.ExperimentPlan;
import scales.lab.scenario.Scenario;

/**
 * All blocks of an experiment, one after the other. Each block number runs every strategy once, every time another one first:
 * a machine that becomes slower or faster meanwhile favours nobody.
 */
final class Comparison {
    static final Duration WARM_UP = Duration.ofSeconds(3);

    private final Vertx vertx;
    private final Site site;
    private final ExperimentPlan plan;
    private final PictureMix pictures;
    private final long extraWorkNanos;
    private final Progress progress;
    private final List<Block> done = new ArrayList<>();
    private final Map<String, String> hints = new LinkedHashMap<>();
    private volatile LiveBlock running;
    private volatile boolean stopped;
    private boolean complete;
    private IOException broken;

    /** @param vertx with one event loop; see {@link Tap} for {@code extraWorkNanos} */
    Comparison(Vertx vertx, Site site, ExperimentPlan plan, PictureMix pictures, long extraWorkNanos, Progress progress) {
        this.vertx = vertx;
        this.site = site;
        this.plan = plan;
        this.pictures = pictures;
        this.extraWorkNanos = extraWorkNanos;
        this.progress = progress;
    }

    /** Ends what runs, and begins nothing more. */
    void stop() {
        stopped = true;
        LiveBlock block = running;
        if (block != null) {
            block.stop();
        }
    }

    boolean isComplete() {
        return complete;
    }

    /** Why it ended before its time though nobody stopped it, or null. */
    IOException broken() {
        return broken;
    }

    /** What the balancer said at the ends of blocks, and what could not be done; once for each strategy. */
    List<String> hints() {
        return List.copyOf(hints.values());
    }

    /**
     * Ends early when the cluster does not answer any more, and says so in {@link #broken}.
     *
     * @return whole blocks; of an experiment that was stopped within its first one, what there is of that
     */
    List<Block> run() throws InterruptedException {
        try {
            warmUp();
            runBlocks();
            complete = !stopped;
        } catch (IOException failure) {
            broken = failure;
            hints.put("broken", "The run ended early: " + failure.getMessage() + ".");
        }
        progress.end();
        return done;
    }

    private void runBlocks() throws IOException, InterruptedException {
        for (int number = 1; number <= plan.blocks(); number++) {
            List<String> order = new ArrayList<>(plan.strategies());
            Collections.rotate(order, 1 - number);
            for (String strategy : order) {
                if (!stopped) {
                    block(strategy, number);
                }
            }
        }
    }

    /** No faults: what starts a worker's compiler is the load. */
    private void warmUp() throws IOException, InterruptedException {
        Scenario scenario = plan.scenario();
        Duration warmUp = scenario.duration().compareTo(WARM_UP) < 0 ? scenario.duration() : WARM_UP;
        Scenario calm = new Scenario(scenario.name(), scenario.about(), scenario.nodes(), scenario.load(), scenario.service(),
                scenario.path(), scenario.queue(), warmUp, List.of());
        measured(calm, "round-robin", 0, "warming up");
    }

    private void block(String strategy, int number) throws IOException, InterruptedException {
        Block block = measured(plan.scenario(), strategy, number, strategy + ", block " + number + " of " + plan.blocks());
        if (!stopped || done.isEmpty() && block.requests() > 0) {
            done.add(block);
            hear(strategy);
        }
    }

    private Block measured(Scenario scenario, String strategy, int number, String doing) throws IOException, InterruptedException {
        site.reset(strategy);
        // Every strategy of one block meets the same load.
        LiveBlock block = new LiveBlock(vertx, site, scenario, pictures, site.operator().affinity(), plan.seed() * 1_000_003 + number, plan.requests(), extraWorkNanos);
        running = block;
        if (stopped) {
            block.stop();
        }
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        long begin = System.nanoTime();
        int seconds = (int) Math.max(1, plan.scenario().duration().toSeconds());
        int all = plan.blocks() * plan.strategies().size() * seconds;
        int before = done.size() * seconds;
        clock.scheduleAtFixedRate(() -> progress.at(
                before + (number == 0 ? 0 : (int) Math.min(seconds, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin))), all, doing), 0, 1, TimeUnit.SECONDS);
        try {
            return block.run(strategy, number);
        } finally {
            clock.shutdownNow();
            running = null;
            block.mishaps().forEach(mishap -> hints.putIfAbsent(mishap, mishap));
        }
    }

    private void hear(String strategy) throws IOException, InterruptedException {
        for (Object each : site.operator().ask("GET", "/admin/hints", null).getJsonArray("hints")) {
            JsonObject hint = (JsonObject) each;
            hints.putIfAbsent(strategy + " " + hint.getString("id"), strategy + ": " + hint.getString("text") + " " + hint.getString("advice"));
        }
    }
}
