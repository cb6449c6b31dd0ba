package scales.balancer.stats;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import scales.balancer.node.Node;
import scales.balancer.node.Pool;
import scales.balancer.node.Pools;

/**
 * What metrics cost beyond what was counted anyway, in nanoseconds of processor time of a request, and what a scrape takes: run
 * {@link #main} with the test's classes on the path. Median of rounds that take turns.
 */
final class CountingCost {
    private static final int REQUESTS = 2_000_000;
    private static final int ROUNDS = 11;

    private CountingCost() {}

    public static void main(String[] arguments) throws Exception {
        for (int threads : new int[] {1, 2}) {
            requests(threads);
        }
        for (int nodes : new int[] {3, 100, 1_000}) {
            scrape(nodes);
        }
    }

    private static void requests(int threads) throws InterruptedException {
        StatsBook stats = new StatsBook(System::nanoTime, System::currentTimeMillis);
        List<Node> nodes = Pools.ofWeights(1, 1, 1).snapshot().nodes();
        double[] without = new double[ROUNDS];
        double[] with = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            without[round] = round(threads, stats, nodes, false);
            with[round] = round(threads, stats, nodes, true);
        }
        Arrays.sort(without);
        Arrays.sort(with);
        System.out.printf("%d threads: counted anyway %.0f ns, with code, strategy and affinity %.0f ns, so these cost %.0f ns%n",
                threads, without[ROUNDS / 2], with[ROUNDS / 2], with[ROUNDS / 2] - without[ROUNDS / 2]);
    }

    private static double round(int threads, StatsBook stats, List<Node> nodes, boolean all) throws InterruptedException {
        ThreadMXBean times = ManagementFactory.getThreadMXBean();
        CountDownLatch done = new CountDownLatch(threads);
        LongAdder nanos = new LongAdder();
        for (int t = 0; t < threads; t++) {
            new Thread(() -> {
                long start = times.getCurrentThreadCpuTime();
                for (int i = 0; i < REQUESTS; i++) {
                    Node node = nodes.get(i % 3);
                    stats.arrived();
                    stats.began(node);
                    stats.answered(node, 200, i);
                    stats.ended(node);
                    stats.left(200, 10, 10, i);
                    stats.took(node, 0, i, i);
                    stats.moved(node, 10, 10);
                    if (all) {
                        stats.finished(node, "round-robin", 200);
                        stats.affinity("none");
                    }
                }
                nanos.add(times.getCurrentThreadCpuTime() - start);
                done.countDown();
            }).start();
        }
        done.await();
        return nanos.doubleValue() / threads / REQUESTS;
    }

    private static void scrape(int count) {
        int[] weights = new int[count];
        Arrays.fill(weights, 1);
        Pool pool = Pools.ofWeights(weights);
        StatsBook stats = new StatsBook(System::nanoTime, System::currentTimeMillis);
        for (int i = 0; i < 100_000; i++) {
            Node node = pool.snapshot().nodes().get(i % count);
            stats.answered(node, 200, i * 10_000L);
            stats.finished(node, "round-robin", 200);
        }
        try (Metrics metrics = new Metrics("test", stats, () -> pool.snapshot().nodes(), () -> 0, () -> 0)) {
            double[] millis = new double[ROUNDS];
            int length = 0;
            for (int i = 0; i < ROUNDS; i++) {
                long start = System.nanoTime();
                length = metrics.scrape().length();
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
            Arrays.sort(millis);
            System.out.printf("%d nodes: a scrape takes %.1f ms, %d KB%n", count, millis[ROUNDS / 2], length / 1_000);
        }
    }
}
