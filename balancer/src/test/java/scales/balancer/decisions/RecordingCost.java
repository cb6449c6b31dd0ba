package scales.balancer.decisions;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import scales.balancer.node.Pool;
import scales.balancer.node.Pools;
import scales.balancer.strategy.Candidates;
import scales.balancer.strategy.Pick;
import scales.balancer.strategy.Strategies;
import scales.balancer.strategy.Tools;
import scales.balancer.strategy.Traits;

/**
 * What it costs to remember picks, in nanoseconds of processor time of a request with one attempt: run {@link #main} with the
 * test's classes on the path. Median of rounds that take turns, on as many threads as are said.
 */
final class RecordingCost {
    private static final int REQUESTS = 1_000_000;
    private static final int ROUNDS = 11;

    private RecordingCost() {}

    public static void main(String[] arguments) throws Exception {
        for (int threads : new int[] {1, 2}) {
            for (String name : new String[] {"round-robin", "least-connections", "ip-hash"}) {
                for (int nodes : new int[] {3, 30}) {
                    measure(name, nodes, threads);
                }
            }
        }
    }

    private static void measure(String name, int nodes, int threads) throws Exception {
        int[] weights = new int[nodes];
        Arrays.fill(weights, 1);
        Pool pool = Pools.ofWeights(weights);
        Strategies.Named strategy = Strategies.create(name, new Tools(System::nanoTime, ThreadLocalRandom::current));
        Decisions decisions = new Decisions(new RequestIds(Long.toString(new Random().nextLong(), 36)), System::currentTimeMillis);
        double[] without = new double[ROUNDS];
        double[] with = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            without[round] = round(threads, () -> pick(pool, strategy, null));
            with[round] = round(threads, () -> pick(pool, strategy, decisions));
        }
        Arrays.sort(without);
        Arrays.sort(with);
        System.out.printf("%-18s %2d nodes, %d threads: pick %4.0f ns, remembered %4.0f ns, so remembering costs %4.0f ns%n",
                name, nodes, threads, without[ROUNDS / 2], with[ROUNDS / 2], with[ROUNDS / 2] - without[ROUNDS / 2]);
    }

    /** The traits come as the proxy makes them; naming the request and noting its end are part of remembering. */
    private static long pick(Pool pool, Strategies.Named strategy, Decisions decisions) {
        Traits traits = new Traits("10.1.0.1", "/resize?scale=0.5", null);
        Candidates candidates = Candidates.of(pool.snapshot(), traits, Set.of());
        Pick pick = strategy.strategy().pick(candidates).orElseThrow();
        if (decisions != null) {
            Trail trail = decisions.begin(null, "POST", traits, false, strategy);
            trail.picked(candidates, Set.of(), pick, 0);
            trail.answered(200, 1_000);
            trail.ended(200, false);
        }
        return pick.node().number();
    }

    /** @return nanoseconds of a request; of processor time, as the machine may be busy */
    private static double round(int threads, LongSupplier request) throws InterruptedException {
        ThreadMXBean times = ManagementFactory.getThreadMXBean();
        CountDownLatch done = new CountDownLatch(threads);
        LongAdder nanos = new LongAdder();
        for (int t = 0; t < threads; t++) {
            new Thread(() -> {
                long start = times.getCurrentThreadCpuTime();
                long sum = 0;
                for (int i = 0; i < REQUESTS; i++) {
                    sum += request.getAsLong();
                }
                if (sum == 0) {
                    throw new IllegalStateException("nobody was picked");
                }
                nanos.add(times.getCurrentThreadCpuTime() - start);
                done.countDown();
            }).start();
        }
        done.await();
        return nanos.doubleValue() / threads / REQUESTS;
    }
}
