package scales.balancer.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import scales.balancer.node.AdminState;
import scales.balancer.node.Lease;
import scales.balancer.node.Node;
import scales.balancer.node.Origin;
import scales.balancer.node.Pool;
import scales.balancer.node.Pools;

/**
 * A pool to which everything happens in random order, with a pick after each event. Who may serve is told here by
 * first principles, not by the code under test.
 */
final class RandomLife {
    private static final int NODES = 6;

    private final Random random;
    private final String life;
    private Rig rig;
    private final Pool pool;
    private final List<Lease> leases = new ArrayList<>();

    RandomLife(String name, int seed) {
        this.random = new Random(seed);
        this.pool = Pools.empty(() -> clock(), Duration.ofSeconds(10));
        this.rig = new Rig(name, pool, seed);
        this.life = name + ", life " + seed + ", event ";
    }

    private long clock() {
        return rig == null ? 0 : rig.nowNanos;
    }

    void live(int events) {
        for (int i = 0; i < events; i++) {
            happen(anyId());
            pickAndCheck(life + i);
        }
        while (!leases.isEmpty()) {
            end(leases.remove(leases.size() - 1));
        }
        assertThat(rig.now().nodes()).allMatch(node -> node.inFlight() == 0);
    }

    private void happen(String id) {
        if (rig.now().find(id) == null) {
            pool.join(id, Pools.address(1), 1 + random.nextInt(Node.HEAVIEST), random.nextInt(3), Origin.ADMIN);
            return;
        }
        switch (random.nextInt(16)) {
            case 0 -> pool.left(id);
            case 1 -> pool.remove(id);
            case 2 -> pool.stopping(id);
            case 3 -> pool.setWeight(id, random.nextInt(4) == 0 ? 0 : random.nextInt(Node.HEAVIEST + 1));
            case 4 -> pool.setLimit(id, random.nextInt(4));
            case 5, 6 -> pool.set(id, AdminState.values()[random.nextInt(3)]);
            case 7 -> pool.set(id, AdminState.READY);
            case 8 -> pool.checked(id, Pools.TIMED_OUT);
            case 9, 10 -> pool.checked(id, Pools.PASSED);
            case 11 -> {
                rig.nowNanos += random.nextLong(20_000_000_000L);
                pool.tick();
            }
            default -> {
                if (!leases.isEmpty()) {
                    end(leases.remove(random.nextInt(leases.size())));
                }
            }
        }
    }

    private void pickAndCheck(String when) {
        Set<String> tried = random.nextInt(3) > 0 ? Set.of() : new HashSet<>(List.of(anyId(), anyId()));
        String affinity = random.nextInt(3) > 0 ? null : random.nextInt(5) == 0 ? "nonsense" : anyId();
        Traits traits = new Traits("10.0.0." + random.nextInt(256), "/" + random.nextInt(), affinity);
        boolean holds = rig.named.sticky() && rig.now().nodes().stream().anyMatch(node -> node.id().equals(affinity)
                && serves(node, tried) && node.admin() != AdminState.MAINT);
        List<Node> open = rig.now().nodes().stream()
                .filter(node -> serves(node, tried) && node.admin() == AdminState.READY && node.weight() > 0)
                .toList();

        Optional<Pick> pick = rig.pick(traits, tried);

        if (holds) {
            assertThat(pick.orElseThrow().node().id()).as(when).isEqualTo(affinity);
        } else {
            assertThat(pick.isPresent()).as("%s: somebody is picked when somebody is open", when).isEqualTo(!open.isEmpty());
            pick.ifPresent(chosen -> assertThat(open).as(when).contains(chosen.node()));
        }
        pick.map(Pick::node).map(rig::take).ifPresent(leases::add);
    }

    private static boolean serves(Node node, Set<String> tried) {
        return node.health().level() >= 2 && !node.ejection().keepsOut() && !node.stopping() && !tried.contains(node.id())
                && (node.limit() == 0 || node.inFlight() < node.limit());
    }

    private void end(Lease lease) {
        switch (random.nextInt(4)) {
            case 0 -> {
                lease.failed();
                pool.failed(lease.node().id(), "broke off");
            }
            case 1 -> lease.abandoned();
            default -> lease.succeeded(random.nextInt(1_000_000_000));
        }
    }

    private String anyId() {
        return "s" + (1 + random.nextInt(NODES));
    }
}
