package scales.lab.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scales.balancer.strategy.Strategies;
import scales.lab.report.Block;
import scales.lab.scenario.Scenario;
import scales.lab.scenario.ScenarioReader;
import scales.lab.scenario.Scenarios;

/** What faults, states and cookies do in virtual time. */
class SimulationTest {
    static java.util.List<String> scenarios() {
        return Scenarios.names();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void every_scenario_runs_to_its_end_and_loses_nothing(String name) throws Exception {
        for (Strategies.Entry entry : Strategies.all()) {
            Block block = run(Scenarios.find(name), entry.name(), 1);
            assertThat(block.failed()).as("%s under %s", name, entry.name()).isZero();
            assertThat(block.answered()).isPositive();
        }
    }

    @Test
    void the_same_seed_gives_the_same_block_and_another_one_another() throws Exception {
        Scenario scenario = Scenarios.find("mixed-pictures");
        Block one = run(scenario, "two-choices", 7);
        assertThat(run(scenario, "two-choices", 7).latencyMicros()).isEqualTo(one.latencyMicros());
        assertThat(run(scenario, "two-choices", 7)).usingRecursiveComparison().ignoringFields("latencyMicros").isEqualTo(one);
        assertThat(run(scenario, "two-choices", 8).latencyMicros()).isNotEqualTo(one.latencyMicros());
    }

    @Test
    void weights_are_kept_exactly_by_round_robin() throws Exception {
        Block block = run(Scenarios.find("weights"), "round-robin", 1);
        assertThat(block.share("s1")).isCloseTo(2.0 / 3, within(1.0 / block.answered()));
    }

    @Test
    void a_slow_node_gets_less_from_a_strategy_that_sees_it() throws Exception {
        Scenario scenario = Scenarios.find("slow-node");
        Block blind = run(scenario, "round-robin", 1);
        Block seeing = run(scenario, "least-connections", 1);
        assertThat(blind.share("s1")).isCloseTo(0.25, within(0.001));
        assertThat(seeing.share("s1")).isLessThan(0.12);
        assertThat(seeing.meanMillis()).isLessThan(blind.meanMillis() / 2);
    }

    @Test
    void a_killed_node_gets_nothing_until_it_is_back() throws Exception {
        Block block = run(Scenarios.find("dead-node"), "round-robin", 1);
        for (Block.Second second : block.series()) {
            long its = second.requests().getOrDefault("s1", 0L);
            if (second.second() >= 10 && second.second() < 40) {
                assertThat(its).as("second %d", second.second()).isZero();
            } else if (second.second() < 10 || second.second() > 46) {
                assertThat(its).as("second %d", second.second()).isPositive();
            }
        }
        assertThat(block.retries()).isBetween(1L, 20L);
    }

    @Test
    void a_frozen_node_s_requests_are_answered_elsewhere_in_the_end() throws Exception {
        Block block = run(Scenarios.find("flapping"), "least-connections", 1);
        assertThat(block.failed()).isZero();
        assertThat(block.maxMillis()).isLessThan(Duration.ofSeconds(15).toMillis());
    }

    @Test
    void cookies_bind_clients_and_cleared_ones_do_not() throws Exception {
        Scenario bound = scenario("nodes = 2\nclients = 3\ncookies = keep\nduration = 5s");
        Scenario free = scenario("nodes = 2\nclients = 3\ncookies = clear\nduration = 5s");
        assertThat(run(bound, "sticky-cookie+round-robin", 1).share("s1")).isNotCloseTo(0.5, within(0.05));
        assertThat(run(free, "sticky-cookie+round-robin", 1).share("s1")).isCloseTo(0.5, within(0.001));
    }

    @Test
    void draining_keeps_who_is_bound_and_maint_moves_him() throws Exception {
        String load = "nodes = 2\nclients = 2\nduration = 10s\nservice = fixed 10ms\nat 5s: ";
        assertThat(run(scenario(load + "drain s1"), "sticky-cookie", 1).moved()).isZero();
        assertThat(run(scenario(load + "maint s1"), "sticky-cookie", 1).moved()).isEqualTo(1);
    }

    @Test
    void a_full_pool_makes_requests_wait_and_turns_the_rest_away() throws Exception {
        Scenario scenario = scenario("nodes = 1\nslots = 1\nlimit = 1\nqueue = 2\nclients = 5\nservice = fixed 100ms\nduration = 3s");
        Block block = run(scenario, "round-robin", 1);
        assertThat(block.errors()).containsOnlyKeys("503");
        assertThat(block.series().get(1).waiting()).isEqualTo(2);
        assertThat(block.answered()).isCloseTo(30, within(3L));
    }

    @Test
    void what_is_done_to_a_node_that_is_not_there_could_not_be_done() throws Exception {
        Scenario two = scenario("nodes = 2\nduration = 2s\nat 500ms: drain s2\nat 600ms: delay s2 5ms\nat 700ms: clients 3\n");
        Simulation one = new Simulation(two.withNodes(two.nodes().subList(0, 1)), "first", 1, Long.MAX_VALUE, 0);
        assertThat(one.run(1).failed()).isZero();
        assertThat(one.mishaps()).containsExactly("'at 500ms: drain s2' could not be done: there is no node s2",
                "'at 600ms: delay s2 5ms' could not be done: there is no node s2");
    }

    @Test
    void who_was_sent_away_and_is_back_before_his_answer_is_one_client() throws Exception {
        String load = "nodes = 1\nslots = 16\nclients = 8\nservice = fixed 200ms\nduration = 10s\n";
        long steady = run(scenario(load), "first", 1).answered();
        assertThat(run(scenario(load + "at 2s: clients 0\nat 2010ms: clients 8\n"), "first", 1).answered()).isCloseTo(steady, within(8L));
    }

    @Test
    void a_new_rate_holds_at_once() throws Exception {
        String load = "nodes = 1\nservice = fixed 1ms\nrate = 0.001/s\nduration = 10s\nat 1s: rate 100\n";
        assertThat(run(scenario(load), "first", 1).answered()).isBetween(800L, 1_000L);
    }

    @Test
    void who_is_started_again_has_forgotten_its_delay() throws Exception {
        String load = "nodes = 1\nclients = 1\nservice = fixed 10ms\nduration = 20s\nat 1s: latency s1 5s\n";
        Block block = run(scenario(load + "at 2s: kill s1\nat 2s: start s1\n"), "first", 1);
        assertThat(block.answered()).isGreaterThan(500L);
    }

    @Test
    void who_is_frozen_and_started_stays_frozen_until_it_thaws_and_has_all_its_slots_then() throws Exception {
        String load = "nodes = 1\nslots = 2\nclients = 2\nservice = fixed 100ms\nduration = 5s\n";
        long steady = run(scenario(load), "first", 1).answered();
        Block block = run(scenario(load + "at 1s: freeze s1\nat 1500ms: start s1\nat 2s: thaw s1\n"), "first", 1);
        assertThat(block.answered()).isBetween(steady - 30, steady - 10);
    }

    private static Scenario scenario(String text) throws ScenarioReader.Unreadable {
        return ScenarioReader.read("test", text);
    }

    private static Block run(Scenario scenario, String strategy, long seed) {
        return new Simulation(scenario, strategy, seed, Long.MAX_VALUE, 0).run(1);
    }
}
