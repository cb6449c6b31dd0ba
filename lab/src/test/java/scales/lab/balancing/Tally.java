package scales.lab.balancing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import scales.lab.Visitor;
import scales.lab.up.TestCluster;

/** The lab's JMeter plan: some threads, each a visitor that asks for the page one time after the other. */
final class Tally {
    private Tally() {}

    /** @return how often each worker answered; errors by their status */
    static Map<String, Integer> of(TestCluster cluster, int threads, int loops, boolean keepCookies) {
        ConcurrentMap<String, Integer> counts = new ConcurrentHashMap<>();
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Visitor visitor = new Visitor(cluster);
            running.add(loop(visitor, loops, keepCookies, counts));
        }
        running.forEach(TestCluster::join);
        return new TreeMap<>(counts);
    }

    private static CompletableFuture<Void> loop(
            Visitor visitor, int left, boolean keepCookies, ConcurrentMap<String, Integer> counts) {
        if (left == 0) {
            return CompletableFuture.completedFuture(null);
        }
        if (!keepCookies) {
            visitor.forget();
        }
        return visitor.visitLater().thenComposeAsync(page -> {
            counts.merge(page.status() == 200 ? page.tag() : "error " + page.status(), 1, Integer::sum);
            return loop(visitor, left - 1, keepCookies, counts);
        });
    }
}
