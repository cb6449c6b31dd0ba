package scales.balancer.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StatsBookTest {
    private final StatsBook stats = new StatsBook(System::nanoTime, System::currentTimeMillis);

    private void members(String... ids) {
        stats.members(Set.of(ids));
    }

    @Test
    void a_node_that_leaves_and_comes_back_finds_its_counters() {
        members("s1", "s2");
        stats.traffic("s1").finished(new Traffic.Outcome("first", 200));
        stats.turned("s1", false);
        members("s2");
        members("s1", "s2");
        assertThat(stats.traffic("s1").outcomes().now()).containsEntry(new Traffic.Outcome("first", 200), 1L);
        assertThat(stats.health("s1").falls()).isEqualTo(1);
    }

    @Test
    void counters_of_the_last_thousand_that_left_are_kept_and_no_more() {
        Set<String> many = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            many.add("n" + i);
        }
        members("old", "here");
        stats.traffic("old").chosen();
        stats.traffic("here").chosen();
        members("here");
        stats.members(union(many, "here"));
        assertThat(stats.node("old").chosen()).isEqualTo(1);
        members("here");
        assertThat(stats.node("old").chosen()).isZero();
        assertThat(stats.node("here").chosen()).isEqualTo(1);
    }

    private static Set<String> union(Set<String> many, String one) {
        Set<String> all = new HashSet<>(many);
        all.add(one);
        return all;
    }

    @Test
    void a_duration_at_a_bound_counts_as_within_it() {
        Durations durations = new Durations();
        durations.record(1_000_000_000);
        durations.record(1_100_000_000);
        durations.record(0);
        var point = Buckets.point(durations, io.prometheus.metrics.model.snapshots.Labels.EMPTY);
        var buckets = point.getClassicBuckets();
        long withinOneSecond = buckets.stream().filter(bucket -> bucket.getUpperBound() <= 1).mapToLong(bucket -> bucket.getCount()).sum();
        assertThat(withinOneSecond).isEqualTo(2);
        assertThat(point.getCount()).isEqualTo(3);
        assertThat(point.getSum()).isCloseTo(2.1, org.assertj.core.data.Percentage.withPercentage(1));
    }
}
