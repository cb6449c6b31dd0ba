package scales.balancer.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private static final Lease.Listener NOBODY = (node, outcome, latencyNanos) -> {};

    @Test
    void a_lease_holds_a_place_until_it_ends() {
        Node node = Pools.ofWeights(1).snapshot().find("s1");

        Lease lease = Lease.take(node, NOBODY);
        assertThat(node.inFlight()).isEqualTo(1);
        lease.succeeded(5);
        assertThat(node.inFlight()).isZero();
    }

    @Test
    void each_end_is_told_with_its_outcome_after_the_place_is_free() {
        Node node = Pools.ofWeights(1).snapshot().find("s1");
        List<String> told = new ArrayList<>();
        Lease.Listener listener = (of, outcome, nanos) -> told.add(of.id() + " " + outcome + " " + nanos + " " + of.inFlight());

        Lease.take(node, listener).succeeded(7);
        Lease.take(node, listener).failed();
        Lease.take(node, listener).abandoned();

        assertThat(told).containsExactly("s1 SUCCEEDED 7 0", "s1 FAILED 0 0", "s1 ABANDONED 0 0");
    }

    @Test
    void who_counts_places_counts_one_out_before_it_is_free() {
        Node node = Pools.ofWeights(1).snapshot().find("s1");
        List<Integer> inFlight = new ArrayList<>();
        Lease.take(node, new Lease.Listener() {
            @Override
            public void ending(Node of) {
                inFlight.add(of.inFlight());
            }

            @Override
            public void ended(Node of, Outcome outcome, long latencyNanos) {
                inFlight.add(of.inFlight());
            }
        }).failed();
        assertThat(inFlight).containsExactly(1, 0);
    }

    @Test
    void no_lease_is_given_beyond_the_limit() {
        Node node = Pools.ofLimits(1).snapshot().find("s1");

        Lease only = Lease.take(node, NOBODY);
        assertThat(Lease.take(node, NOBODY)).isNull();
        only.failed();
        assertThat(Lease.take(node, NOBODY)).isNotNull();
    }

    @Test
    void a_lease_survives_that_its_node_leaves_and_comes_back() {
        Pool pool = Pools.ofWeights(1);
        Lease lease = Lease.take(pool.snapshot().find("s1"), NOBODY);

        pool.left("s1");
        pool.join("s1", Pools.address(1), 1, 0, Origin.ANNOUNCED);
        assertThat(pool.snapshot().find("s1").inFlight()).isEqualTo(1);
        lease.succeeded(1);
        assertThat(pool.snapshot().find("s1").inFlight()).isZero();
    }

    @Property(seed = "1", tries = 60)
    void in_any_order_of_ends_from_several_threads_each_lease_is_counted_out_once(
            @ForAll @Size(min = 1, max = 30) List<@Size(min = 1, max = 4) List<Outcome>> endsOfEach) throws Exception {
        Node node = Pools.ofWeights(1).snapshot().find("s1");
        AtomicInteger told = new AtomicInteger();
        List<Callable<Void>> ends = new ArrayList<>();
        for (List<Outcome> endsOfOne : endsOfEach) {
            Lease lease = Lease.take(node, (of, outcome, nanos) -> told.incrementAndGet());
            endsOfOne.forEach(outcome -> ends.add(() -> end(lease, outcome)));
        }
        Collections.shuffle(ends, new java.util.Random(ends.size()));

        inThreads(4, ends);

        assertThat(node.inFlight()).isZero();
        assertThat(told).hasValue(endsOfEach.size());
    }

    @Test
    void of_two_threads_that_end_the_same_lease_one_is_heard() throws Exception {
        Node node = Pools.ofWeights(1).snapshot().find("s1");
        AtomicInteger told = new AtomicInteger();
        List<Lease> leases = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            leases.add(Lease.take(node, (of, outcome, nanos) -> told.incrementAndGet()));
        }
        CyclicBarrier start = new CyclicBarrier(2);

        inThreads(2, Collections.nCopies(2, () -> {
            start.await();
            leases.forEach(Lease::abandoned);
            return null;
        }));

        assertThat(told).hasValue(50_000);
        assertThat(node.inFlight()).isZero();
    }

    @Test
    void concurrent_takers_never_exceed_the_limit() throws Exception {
        Snapshot pool = Pools.ofLimits(3, 1).snapshot();
        Node node = pool.find("s1");
        Node narrow = pool.find("s2");
        AtomicInteger most = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        CyclicBarrier start = new CyclicBarrier(8);
        Callable<Void> taker = () -> {
            // In round one all eight hold on until everybody has tried: three have a place, whoever they are.
            start.await();
            Lease first = Lease.take(node, NOBODY);
            (first == null ? refused : taken).incrementAndGet();
            start.await();
            if (first != null) {
                first.abandoned();
            }
            for (int i = 0; i < 20_000; i++) {
                Lease lease = Lease.take(narrow, NOBODY);
                most.accumulateAndGet(narrow.inFlight(), Math::max);
                if (lease != null) {
                    lease.succeeded(1);
                }
            }
            return null;
        };

        inThreads(8, Collections.nCopies(8, taker));

        assertThat(taken).hasValue(3);
        assertThat(refused).hasValue(5);
        assertThat(most).hasValue(1);
        assertThat(pool.nodes()).allMatch(each -> each.inFlight() == 0);
    }

    private static Void end(Lease lease, Outcome outcome) {
        switch (outcome) {
            case SUCCEEDED -> lease.succeeded(1);
            case FAILED -> lease.failed();
            case ABANDONED -> lease.abandoned();
        }
        return null;
    }

    private static void inThreads(int threads, List<Callable<Void>> calls) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            for (Future<Void> call : executor.invokeAll(calls)) {
                call.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }
}
