package scales.lab.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scales.lab.Visitor;
import scales.lab.up.TestCluster;

/** The counts that HAProxy was measured to give with the lab's JMeter plan. Delays are shorter, the counts must not differ. */
class CountsTest {
    private static TestCluster cluster;

    @BeforeAll
    static void start() {
        cluster = TestCluster.start(2);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void as_at_the_start() {
        for (String id : List.of("s1", "s2")) {
            cluster.change(id, "weight", 1);
            cluster.change(id, "limit", 0);
            cluster.delay(id, 0);
        }
        cluster.admin("POST", "/admin/stats/reset", null);
    }

    @Test
    void round_robin_halves() {
        cluster.strategy("roundrobin");
        assertThat(order(6)).isIn("s1 s2 s1 s2 s1 s2", "s2 s1 s2 s1 s2 s1");
        assertThat(Tally.of(cluster, 1, 1000, true)).isEqualTo(Map.of("s1", 500, "s2", 500));
    }

    @Test
    void one_sticky_visitor_stays() {
        cluster.strategy("sticky-cookie");
        assertThat(Tally.of(cluster, 1, 200, true).values()).containsExactly(200);
    }

    @Test
    void who_clears_cookies_alternates_under_sticky() {
        cluster.strategy("sticky-cookie");
        assertThat(order(4)).isIn("s1 s2 s1 s2", "s2 s1 s2 s1");
        assertThat(Tally.of(cluster, 2, 200, false)).isEqualTo(Map.of("s1", 200, "s2", 200));
    }

    @Test
    void weights_two_to_one_give_two_thirds_in_exact_order() {
        cluster.strategy("sticky-cookie");
        cluster.change("s1", "weight", 2);
        List.of("s1", "s2").forEach(id -> cluster.delay(id, 5));
        assertThat(order(6)).isEqualTo("s1 s1 s2 s1 s1 s2");
        assertThat(Tally.of(cluster, 2, 30, false)).isEqualTo(Map.of("s1", 40, "s2", 20));
    }

    @Test
    void weights_three_to_one_turn_in_exact_order() {
        cluster.strategy("round-robin");
        cluster.change("s1", "weight", 3);
        List.of("s1", "s2").forEach(id -> cluster.delay(id, 5));
        assertThat(order(8)).isEqualTo("s1 s1 s1 s2 s1 s1 s1 s2");
    }

    @Test
    void least_connections_takes_turns_when_visitors_come_one_by_one() {
        cluster.strategy("leastconn");
        assertThat(Tally.of(cluster, 1, 200, true)).isEqualTo(Map.of("s1", 100, "s2", 100));
    }

    /** With HAProxy 199 and 201: whoever finds the other one's node busy stays on his own, so half depends on both being as fast. */
    @Test
    void two_visitors_at_once_share_two_nodes_under_least_connections() {
        cluster.strategy("leastconn");
        Map<String, Integer> counts = Tally.of(cluster, 2, 200, true);
        assertThat(counts).containsOnlyKeys("s1", "s2");
        assertThat(counts.get("s1") + counts.get("s2")).isEqualTo(400);
        assertThat(counts.get("s1")).isBetween(100, 300);
    }

    /** With HAProxy 49 and 151: while one waits for s1, the other one's requests go to s2. How many those are depends on s2's speed. */
    @Test
    void a_node_that_takes_250_ms_gets_much_less_under_least_connections() {
        cluster.strategy("leastconn");
        cluster.delay("s1", 250);
        Map<String, Integer> counts = Tally.of(cluster, 2, 100, true);
        assertThat(counts).containsOnlyKeys("s1", "s2");
        assertThat(counts.get("s1") + counts.get("s2")).isEqualTo(200);
        // A machine on which s2 takes 150 ms for a page would come to 80.
        assertThat(counts.get("s1")).isLessThanOrEqualTo(80);
    }

    @Test
    void first_fills_one_node_up_to_its_limit() {
        cluster.strategy("first");
        List.of("s1", "s2").forEach(id -> cluster.change(id, "limit", 2));
        assertThat(Tally.of(cluster, 2, 200, true)).isEqualTo(Map.of("s1", 400));
    }

    @Test
    void first_overflows_beyond_the_limit() {
        cluster.strategy("first");
        List.of("s1", "s2").forEach(id -> cluster.change(id, "limit", 2));
        cluster.delay("s1", 5);
        assertThat(Tally.of(cluster, 3, 50, true)).containsOnlyKeys("s1", "s2");
        JsonObject nodes = cluster.admin("GET", "/admin/stats", null).getJsonObject("nodes");
        assertThat(nodes.getJsonObject("s1").getInteger("most")).isEqualTo(2);
    }

    /** With HAProxy 576 and 24. */
    @Test
    void first_gives_to_the_second_only_what_is_too_much_for_the_first() {
        cluster.strategy("first");
        List.of("s1", "s2").forEach(id -> cluster.change(id, "limit", 2));
        Map<String, Integer> counts = Tally.of(cluster, 3, 200, true);
        assertThat(counts.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(600);
        assertThat(counts.get("s1")).isGreaterThan(counts.getOrDefault("s2", 0));
        assertThat(counts.keySet()).isSubsetOf("s1", "s2");
    }

    private static String order(int visits) {
        Visitor visitor = new Visitor(cluster);
        return String.join(" ", Stream.generate(() -> {
            visitor.forget();
            return visitor.visit().tag();
        }).limit(visits).toList());
    }
}
