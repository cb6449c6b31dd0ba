package scales.lab.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scales.lab.report.Block;
import scales.lab.scenario.NodePlan;
import scales.lab.scenario.Scenario;
import scales.lab.scenario.ServiceTime;

/**
 * Where theory has an exact answer, the simulation must give it. Each mean is taken over independent runs; theory must lie
 * within four standard errors of it, which a right simulation misses once in some 10,000 tests, and the standard error must be
 * small, or the test would say nothing.
 */
class QueueingTheoryTest {
    private static final int RUNS = 12;
    private static final long REQUESTS = 20_000;
    private static final long WARM_UP = Duration.ofSeconds(20).toNanos();
    private static final Duration MEAN = Duration.ofMillis(10);

    /** M/M/1: mean response time 1 / (µ − λ). */
    @ParameterizedTest
    @CsvSource({"0.3", "0.6", "0.8"})
    void one_node_is_m_m_1(double load) {
        double expected = MEAN.toMillis() / (1 - load);
        assertMean(expected, means(nodes(1, 1, 0), "round-robin", new ServiceTime.Exponential(MEAN), load), 0.03);
    }

    /** M/M/c: Erlang's C formula; many nodes with one place each, and one queue before them all. */
    @ParameterizedTest
    @CsvSource({"2, 0.7", "8, 0.8", "16, 0.9"})
    void one_queue_before_many_nodes_is_m_m_c(int nodes, double load) {
        double mean = MEAN.toMillis();
        double expected = mean + erlangC(nodes, nodes * load) * mean / (nodes * (1 - load));
        assertMean(expected, means(nodes(nodes, 1, 1), "least-connections", new ServiceTime.Exponential(MEAN), load), 0.03);
    }

    /** The same with the slots in one node. */
    @Test
    void one_node_with_slots_is_m_m_c() {
        double mean = MEAN.toMillis();
        double expected = mean + erlangC(4, 4 * 0.8) * mean / (4 * 0.2);
        assertMean(expected, means(nodes(1, 4, 0), "first", new ServiceTime.Exponential(MEAN), 0.8), 0.03);
    }

    /** M/G/1: Pollaczek and Khinchine, for service times that vary less and more than exponential ones. */
    @ParameterizedTest
    @CsvSource({"fixed 10ms", "uniform 0ms 20ms", "lognormal 10ms 1.0"})
    void any_service_time_is_m_g_1(String service) {
        ServiceTime time = ServiceTime.parse(service);
        double load = 0.7;
        double mean = time.meanNanos() / 1e6;
        double expected = mean + load * mean * (1 + time.variability()) / (2 * (1 - load));
        assertMean(expected, means(nodes(1, 1, 0), "round-robin", time, load), 0.05);
    }

    /** Random over n nodes splits a Poisson stream into n M/M/1 queues. */
    @Test
    void random_gives_every_node_its_own_m_m_1() {
        double expected = MEAN.toMillis() / (1 - 0.6);
        assertMean(expected, means(nodes(10, 1, 0), "random", new ServiceTime.Exponential(MEAN), 0.6), 0.03);
    }

    /**
     * Two choices among many nodes: the part of nodes with at least k requests falls as λ^(2^k − 1) (Mitzenmacher 2001), so that
     * the mean response time is the sum over k ≥ 1 of λ^(2^k − 2); exact as the number of nodes grows.
     */
    @Test
    void two_choices_have_mitzenmachers_mean() {
        double load = 0.9;
        double expected = 0;
        for (int k = 1; k < 12; k++) {
            expected += MEAN.toMillis() * Math.pow(load, Math.pow(2, k) - 2);
        }
        List<Double> means = means(nodes(500, 1, 0), "two-choices", new ServiceTime.Exponential(MEAN), load);
        assertThat(mean(means)).as("within a tenth, as 500 are not infinitely many").isCloseTo(expected, within(expected * 0.1));
        assertThat(mean(means)).as("far from one choice").isLessThan(MEAN.toMillis() / (1 - load) / 3);
    }

    private static List<NodePlan> nodes(int count, int slots, int limit) {
        List<NodePlan> nodes = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            nodes.add(new NodePlan("s" + i, 1, slots, limit, 1));
        }
        return nodes;
    }

    private static List<Double> means(List<NodePlan> nodes, String strategy, ServiceTime service, double load) {
        double slots = nodes.stream().mapToInt(NodePlan::slots).sum();
        Scenario.Load open = new Scenario.Load(0, load * slots / (service.meanNanos() / 1e9), Duration.ZERO, 1_000, false, false);
        Scenario scenario = new Scenario("theory", "", nodes, open, service, "/", 1_000_000, Duration.ofHours(10), List.of());
        return LongStream.rangeClosed(1, RUNS)
                .mapToObj(seed -> new Simulation(scenario, strategy, seed, REQUESTS, warmUp(open)).run(1))
                .map(QueueingTheoryTest::meanOf).toList();
    }

    /** A tenth of the requests, twenty seconds at most. */
    private static long warmUp(Scenario.Load load) {
        return Math.min(WARM_UP, Math.round(REQUESTS / 10 / load.rate() * 1e9));
    }

    private static double meanOf(Block block) {
        assertThat(block.failed()).isZero();
        return block.nodes().values().stream().mapToDouble(node -> node.requests() * node.meanMillis()).sum() / block.answered();
    }

    private static void assertMean(double expected, List<Double> means, double precision) {
        double error = Math.sqrt(means.stream().mapToDouble(each -> Math.pow(each - mean(means), 2)).sum() / (RUNS - 1) / RUNS);
        assertThat(error).as("standard error").isLessThan(expected * precision);
        assertThat(mean(means)).isCloseTo(expected, within(4 * error));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** Part of the requests that wait. @param load in Erlang */
    private static double erlangC(int servers, double load) {
        double term = 1;
        double sum = 1;
        for (int k = 1; k < servers; k++) {
            term *= load / k;
            sum += term;
        }
        double last = term * load / servers * servers / (servers - load);
        return last / (sum + last);
    }
}
