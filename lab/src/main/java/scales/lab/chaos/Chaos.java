package scales.lab.chaos;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import scales.lab.command.Progress;
import scales.lab.command.Until;

/** One run: a cluster starts, clients come, the plan is carried out, and what is left is looked at. */
final class Chaos implements AutoCloseable {
    /** So that the balancer has loaded what it needs when its memory is first looked at, between two crowds. */
    private static final long WARM_UP_MILLIS = 3_000;
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(120);
    /** For a node that should be UP by the plan. On a busy machine a worker takes its time to start. */
    private static final Duration RETURNS_WITHIN = Duration.ofSeconds(120);

    private final ChaosConfig config;
    private final Progress progress;
    private final long startNanos = System.nanoTime();
    private final History history = new History();
    private final Tally tally = new Tally();
    private final Map<Action, Integer> done = new EnumMap<>(Action.class);
    private final List<String> faults = new ArrayList<>();
    private final CountDownLatch enough = new CountDownLatch(1);
    private final BalancerProcess balancer;
    private final Admin admin;
    private final Workers workers;
    private final Watch watch;
    private final Performer performer;
    private final Surroundings surroundings;
    private Model model;
    private volatile String underWay = "the start";
    private long waitedMillis;

    /** @param logs a folder for what the processes say */
    Chaos(ChaosConfig config, Path logs, Progress progress) throws IOException, InterruptedException {
        this.config = config;
        this.progress = progress;
        this.model = Model.of(config.workers());
        balancer = BalancerProcess.start(logs.resolve("balancer.log"));
        admin = new Admin(balancer.adminPort());
        workers = new Workers(logs, balancer.adminPort());
        watch = new Watch(admin, history, tally, this::millis);
        performer = new Performer(workers, admin, watch);
        surroundings = new Surroundings(balancer.port(), Crowd.questions(config.seed()), tally, history, this::millis, () -> underWay);
    }

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }

    /** Whatever happens, what is known by then is told. */
    Outcome run() throws InterruptedException {
        Ending ending = new Ending(balancer, admin, Ending.PATIENCE);
        try {
            begin();
            Memory before = balancer.memory();
            List<Step> steps = Plan.of(config.seed(), config.workers(), config.disturbances(), config.duration().toMillis());
            among(() -> perform(steps));
            watch.stop();
            progress.say("clients have left, and what they used is given back");
            ending.look(tally, before);
        } catch (IOException | RuntimeException failure) {
            faults.add("the run broke off after " + underWay + ": " + failure);
        }
        tally.judge(history);
        faults.addAll(ending.problems());
        return new Outcome(config, done, waitedMillis, tally, ending.findings(), faults);
    }

    private void begin() throws IOException, InterruptedException {
        for (PlannedNode node : model.all()) {
            workers.start(node.id(), 0);
        }
        watch.start();
        awaitSettled(0, STARTS_WITHIN);
        progress.say("warming up");
        among(() -> enough.await(WARM_UP_MILLIS, TimeUnit.MILLISECONDS));
    }

    private interface Act {
        void run() throws IOException, InterruptedException;
    }

    /** Clients are there before it begins, and until it is over. */
    private void among(Act act) throws IOException, InterruptedException {
        Crowd crowd = new Crowd(config.clients(), config.seed(), surroundings);
        try {
            crowd.start();
            try {
                act.run();
            } catch (IOException | RuntimeException failure) {
                faults.add("could not do " + underWay + ": " + failure);
            }
            healFrozen();
            crowd.stop();
        } catch (TimeoutException stuck) {
            faults.add(stuck.getMessage());
        } finally {
            crowd.close();
        }
    }

    private void perform(List<Step> steps) throws IOException, InterruptedException {
        long start = millis();
        for (Step step : steps) {
            long due = start + waitedMillis + step.atMillis();
            if (enough.await(Math.max(0, due - millis()), TimeUnit.MILLISECONDS) || !awaitSettled(step.atMillis(), RETURNS_WITHIN)) {
                return;
            }
            waitedMillis = Math.max(waitedMillis, millis() - start - step.atMillis());
            progress.atSecond(step.atMillis() / 1e3, config.duration().toMillis() / 1e3,
                    "%-40s %d requests, %d failures".formatted(step.text(), tally.requests(), tally.failuresSeen()));
            underWay = step.text();
            model = model.after(step);
            watch.expect(settled(step.atMillis()));
            performer.perform(step);
            done.merge(step.action(), 1, Integer::sum);
        }
        enough.await(Math.max(0, start + waitedMillis + config.duration().toMillis() - millis()), TimeUnit.MILLISECONDS);
    }

    /** What the plan takes for granted must be so before it goes on. @return false when it does not become so in time */
    private boolean awaitSettled(long planMillis, Duration atMost) throws IOException, InterruptedException {
        Until.holds(atMost, () -> missing(planMillis).isEmpty() || !performer.problem().isEmpty() || enough.getCount() == 0);
        List<String> missing = missing(planMillis);
        if (!performer.problem().isEmpty()) {
            faults.add(performer.problem());
        } else if (!missing.isEmpty() && enough.getCount() > 0) {
            faults.add("not UP within " + atMost.toSeconds() + " s, though their workers run: " + String.join(", ", missing));
        }
        return missing.isEmpty() && performer.problem().isEmpty();
    }

    private List<String> missing(long planMillis) {
        Map<String, JsonObject> nodes = watch.nodes();
        return model.all().stream()
                .filter(node -> node.isSettled(planMillis) && (performer.isStarting(node.id()) || !isBack(node, nodes.get(node.id()))))
                .map(PlannedNode::id).toList();
    }

    /** In MAINT nobody looks, but who restarts there must have registered before it can be removed. */
    private static boolean isBack(PlannedNode planned, JsonObject node) {
        return planned.wish() == Action.MAINT ? node != null && !node.getBoolean("stopping") : Admin.isUp(node);
    }

    /** Who must be UP. */
    private Set<String> settled(long planMillis) {
        return model.all().stream().filter(node -> node.isSettled(planMillis) && node.wish() != Action.MAINT)
                .map(PlannedNode::id).collect(Collectors.toCollection(TreeSet::new));
    }

    /** A worker that never answers would keep the last request of somebody waiting. */
    private void healFrozen() throws IOException, InterruptedException {
        for (PlannedNode node : model.all()) {
            if (node.life() == PlannedNode.Life.FROZEN) {
                performer.perform(new Step(0, Action.THAW, node.id(), ""));
            }
        }
    }

    /** Goes to the end at once. Any thread. */
    void stop() {
        enough.countDown();
    }

    @Override
    public void close() {
        workers.killAll();
        balancer.child().kill();
    }
}
