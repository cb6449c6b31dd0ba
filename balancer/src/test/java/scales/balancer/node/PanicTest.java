package scales.balancer.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PanicTest {
    private static final String BEGINS = "backend 'nodes' panics: more than half of its servers would be out, ejections are ignored.";
    private static final String ENDS = "backend 'nodes' has calmed down: ejections count again.";

    private long nowNanos;
    private final Pool pool = Pools.filled(Pools.empty(() -> nowNanos, Duration.ZERO), 1, 1, 1, 1);
    private final List<Change> heard = Pools.listen(pool);

    private void eject(String id) {
        for (int i = 0; i < 3; i++) {
            Lease.take(pool.snapshot().find(id), (node, outcome, latencyNanos) -> {}).failed();
            pool.failed(id, "broke off");
        }
    }

    private List<String> open() {
        return Pools.ids(pool.snapshot().open());
    }

    private List<String> panics() {
        return heard.stream().filter(change -> change.kind() == Change.Kind.POOL).map(Change::text).toList();
    }

    @Test
    void ejections_are_ignored_once_more_than_half_would_be_out_until_less_are() {
        eject("s1");
        eject("s2");
        assertThat(open()).as("half is not more than half").containsExactly("s3", "s4");
        eject("s3");
        assertThat(open()).containsExactly("s1", "s2", "s3", "s4");
        assertThat(panics()).containsExactly(BEGINS);
        assertThat(pool.snapshot().find("s1").status()).startsWith("UP");

        nowNanos += Duration.ofSeconds(4).toNanos();
        pool.set("s3", AdminState.READY);
        assertThat(open()).containsExactly("s3", "s4");
        assertThat(panics()).containsExactly(BEGINS, ENDS);
    }

    @Test
    void nodes_that_are_down_count_and_stay_out() {
        eject("s1");
        Pools.takeDown(pool, "s2");
        assertThat(open()).containsExactly("s3", "s4");
        Pools.takeDown(pool, "s3");
        assertThat(open()).as("a guess is ignored, a finding is not").containsExactly("s1", "s4");
        pool.checked("s3", Pools.PASSED);
        pool.checked("s3", Pools.PASSED);
        assertThat(open()).containsExactly("s3", "s4");
        assertThat(panics()).containsExactly(BEGINS, ENDS);
    }

    @Test
    void nodes_that_are_down_are_no_panic_without_an_ejection() {
        List.of("s1", "s2", "s3").forEach(id -> Pools.takeDown(pool, id));
        assertThat(panics()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"MAINT", "DRAIN"})
    void who_is_not_wanted_is_not_counted(AdminState wish) {
        pool.set("s3", wish);
        pool.set("s4", wish);
        eject("s1");
        assertThat(open()).containsExactly("s2");
        pool.set("s2", wish);
        assertThat(open()).as("the last one").containsExactly("s1");
        assertThat(panics()).containsExactly(BEGINS);
    }

    @Test
    void time_goes_on_in_a_panic() {
        eject("s1");
        eject("s2");
        eject("s3");
        nowNanos += Duration.ofSeconds(5).toNanos();
        pool.tick();
        assertThat(panics()).containsExactly(BEGINS, ENDS);
        assertThat(open()).hasSize(4);
        assertThat(pool.snapshot().nodes()).noneMatch(node -> node.ejection().out());
    }

    @Test
    void in_a_panic_one_at_least_is_not_ejected() {
        List.of("s1", "s2", "s3", "s4", "s4").forEach(this::eject);
        assertThat(pool.snapshot().nodes().stream().filter(node -> !node.ejection().out())).hasSize(1);
    }
}
