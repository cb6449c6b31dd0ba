package scales.balancer.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever happens in whatever order. What must hold is told by first principles, not by the code under test. */
class EjectionPropertyTest {

    @Property(tries = 400, seed = "4")
    void ejections_never_close_a_pool_and_touch_nothing_that_runs(@ForAll @Size(max = 200) List<@IntRange(max = 9_999) Integer> events) {
        new Life().live(events);
    }
}

/** A pool to which events happen, given as numbers. */
final class Life {
    private static final int NODES = 5;

    private long nowNanos = Long.MAX_VALUE - 1_000_000_000L;
    private final Pool pool = Pools.filled(Pools.empty(() -> nowNanos, Duration.ofSeconds(7)), 1, 2, 3, 1, 1);
    private final List<Lease> leases = new ArrayList<>();
    private final Map<String, Integer> taken = new HashMap<>();
    private boolean panic;

    void live(List<Integer> events) {
        pool.running();
        pool.listen((change, now) -> {
            if (change.kind() == Change.Kind.POOL && change.text().contains("ejections")) {
                assertThat(change.text().contains("panics")).as("entry and exit take turns").isNotEqualTo(panic);
                panic = !panic;
            }
        });
        for (int event : events) {
            happen("s" + (1 + event % NODES), event / NODES);
            check();
        }
    }

    private void happen(String id, int event) {
        if (pool.snapshot().find(id) == null) {
            pool.join(id, Pools.address(1), 1 + event % 3, 0, Origin.ADMIN);
            return;
        }
        switch (event % 20) {
            case 0 -> pool.set(id, AdminState.DRAIN);
            case 1 -> pool.set(id, AdminState.MAINT);
            case 2, 3 -> pool.set(id, AdminState.READY);
            case 4 -> pool.checked(id, Pools.TIMED_OUT);
            case 5 -> pool.checked(id, Pools.PASSED);
            case 6 -> pool.stopping(id);
            case 7 -> pool.setWeight(id, event % 3);
            case 8, 9 -> {
                nowNanos += Duration.ofMillis(event * 10L).toNanos();
                pool.tick();
            }
            case 10 -> take(id);
            case 11 -> {
                if (!leases.isEmpty()) {
                    end(leases.remove(event % leases.size()), event);
                }
            }
            case 12 -> pool.setAddress(id, Pools.address(2));
            default -> {
                for (int i = 0; i < 3; i++) {
                    take(id);
                    end(leases.remove(leases.size() - 1), 1);
                }
            }
        }
    }

    private void take(String id) {
        leases.add(Lease.take(pool.snapshot().find(id), (node, outcome, latencyNanos) -> {}));
        taken.merge(id, 1, Integer::sum);
    }

    private void end(Lease lease, int event) {
        String id = lease.node().id();
        taken.merge(id, -1, Integer::sum);
        if (event % 3 == 0) {
            lease.succeeded(1);
        } else {
            lease.failed();
            pool.failed(id, "broke off");
        }
    }

    private void check() {
        Snapshot now = pool.snapshot();
        List<Node> wanted = now.nodes().stream()
                .filter(node -> node.admin() == AdminState.READY && node.weight() > 0 && !node.stopping()).toList();
        List<Node> well = wanted.stream().filter(node -> node.health().level() >= 2).toList();
        long in = well.stream().filter(node -> !node.ejection().out()).count();
        boolean guessed = now.nodes().stream().anyMatch(node -> node.ejection().out() && node.health().level() >= 2);

        assertThat(now.open().isEmpty()).as("closed by checks and wishes only").isEqualTo(well.isEmpty());
        assertThat(panic).as("in panic").isEqualTo(guessed && (in * 2 < wanted.size() || wanted.isEmpty()));
        for (Node node : now.nodes()) {
            assertThat(node.inFlight()).isEqualTo(taken.getOrDefault(node.id(), 0));
            assertThat(node.ejection().left(nowNanos)).isBetween(Duration.ZERO, Duration.ofSeconds(60));
            assertThat(node.ejection().ignored()).isEqualTo(node.ejection().out() && panic);
            assertThat(node.throttle()).isBetween(10, 100);
            assertThat(now.open().contains(node)).isEqualTo(well.contains(node) && (panic || !node.ejection().out()));
        }
    }
}
