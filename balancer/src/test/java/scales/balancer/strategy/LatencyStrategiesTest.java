package scales.balancer.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static scales.balancer.strategy.Rig.NOBODY_TRIED;
import static scales.balancer.strategy.Rig.client;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scales.balancer.node.Lease;
import scales.balancer.node.Node;

class LatencyStrategiesTest {
    private static final long MILLI = 1_000_000;

    @ParameterizedTest
    @ValueSource(strings = {"least-time", "peak-ewma"})
    void an_unknown_node_is_tried_once_and_then_waited_for(String name) {
        Rig rig = Rig.ofWeights(name, 1, 1);
        answer(rig, "s1", 10 * MILLI);
        assertThat(rig.next()).isEqualTo("s2");
        Lease first = rig.take(rig.now().find("s2"));
        assertThat(rig.order(5)).isEqualTo("s1 s1 s1 s1 s1");
        first.succeeded(MILLI);
        assertThat(rig.next()).isEqualTo("s2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"least-time", "peak-ewma"})
    void an_unknown_node_that_gave_no_answer_is_left_alone_for_a_second(String name) {
        Rig rig = Rig.ofWeights(name, 1, 1);
        answer(rig, "s1", 10 * MILLI);
        rig.take(rig.now().find("s2")).abandoned();
        assertThat(rig.order(5)).isEqualTo("s1 s1 s1 s1 s1");
        pass(rig, Duration.ofMillis(999));
        assertThat(rig.next()).isEqualTo("s1");
        pass(rig, Duration.ofMillis(1));
        assertThat(rig.next()).isEqualTo("s2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"least-time", "peak-ewma"})
    void while_nothing_is_known_of_any_those_with_the_least_in_flight_serve(String name) {
        Rig rig = Rig.ofWeights(name, 2, 1, 1);
        for (int i = 0; i < 40; i++) {
            rig.take(rig.pick(client(i), NOBODY_TRIED).orElseThrow().node());
        }
        assertThat(rig.now().nodes()).extracting(Node::inFlight).containsExactly(20, 10, 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"least-time", "peak-ewma"})
    void the_score_is_latency_times_in_flight_and_one_per_weight(String name) {
        Rig rig = Rig.ofWeights(name, 4, 1);
        answer(rig, "s1", 100 * MILLI);
        answer(rig, "s2", 20 * MILLI);
        rig.take(rig.now().find("s1"));
        rig.take(rig.now().find("s1"));

        Pick pick = rig.pick(client(0), NOBODY_TRIED).orElseThrow();
        assertThat(pick.scores()).containsExactly(75.0 * MILLI, 20.0 * MILLI);
        assertThat(pick.node().id()).isEqualTo("s2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"least-time", "peak-ewma"})
    void the_faster_node_serves_until_enough_is_in_flight_there(String name) {
        Rig rig = Rig.ofWeights(name, 1, 1);
        answer(rig, "s1", 50 * MILLI);
        answer(rig, "s2", 10 * MILLI);
        Map<String, Integer> inFlight = new TreeMap<>();
        for (int i = 0; i < 12; i++) {
            Node node = rig.pick(client(i), NOBODY_TRIED).orElseThrow().node();
            rig.take(node);
            inFlight.merge(node.id(), 1, Integer::sum);
        }
        assertThat(inFlight).isEqualTo(Map.of("s1", 2, "s2", 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"least-time", "peak-ewma"})
    void one_slow_answer_does_not_shut_a_node_out_for_good(String name) {
        Rig rig = Rig.ofWeights(name, 1, 1);
        answer(rig, "s1", 10 * MILLI);
        answer(rig, "s2", 5_000 * MILLI);
        boolean tried = false;
        for (int second = 0; second < 90 && !tried; second++) {
            pass(rig, Duration.ofSeconds(1));
            String next = rig.next();
            tried = next.equals("s2");
            answer(rig, next, 10 * MILLI);
        }
        assertThat(tried).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"least-time", "peak-ewma"})
    void failures_say_nothing_about_speed(String name) {
        Rig rig = Rig.ofWeights(name, 1, 1);
        answer(rig, "s1", 10 * MILLI);
        answer(rig, "s2", 20 * MILLI);
        rig.take(rig.now().find("s2")).failed();

        assertThat(rig.next()).isEqualTo("s1");
        assertThat(scoreOfFirst(rig)).isEqualTo(10.0 * MILLI);
    }

    @ParameterizedTest
    @ValueSource(strings = {"least-time", "peak-ewma"})
    void a_node_that_was_removed_is_unknown_when_it_joins_again(String name) {
        Rig rig = Rig.ofWeights(name, 1, 1);
        answer(rig, "s1", 10 * MILLI);
        answer(rig, "s2", 900 * MILLI);
        Node gone = rig.now().find("s2");
        rig.pool.remove("s2");
        rig.pool.join("s2", gone.address(), 1, 0, gone.origin());

        assertThat(rig.next()).isEqualTo("s2");
    }

    @Test
    void least_time_moves_a_fifth_of_the_way_to_each_answer() {
        Rig rig = Rig.ofWeights("least-time", 1);
        answer(rig, "s1", 100 * MILLI);
        answer(rig, "s1", 200 * MILLI);
        assertThat(scoreOfFirst(rig)).isEqualTo(120.0 * MILLI);
        answer(rig, "s1", 20 * MILLI);
        assertThat(scoreOfFirst(rig)).isEqualTo(100.0 * MILLI);
    }

    @Test
    void least_time_forgets_after_ten_seconds_of_silence() {
        Rig rig = Rig.ofWeights("least-time", 1, 1);
        answer(rig, "s1", 10 * MILLI);
        answer(rig, "s2", 20 * MILLI);
        pass(rig, Duration.ofSeconds(10));
        answer(rig, "s1", 10 * MILLI);
        assertThat(rig.next()).isEqualTo("s1");
        pass(rig, Duration.ofNanos(1));
        assertThat(rig.next()).as("not heard of for ten seconds: tried").isEqualTo("s2");
    }

    @Test
    void peak_ewma_jumps_up_at_once_and_decays_by_e_in_ten_seconds() {
        Rig rig = Rig.ofWeights("peak-ewma", 1);
        answer(rig, "s1", 10 * MILLI);
        answer(rig, "s1", 1_000 * MILLI);
        assertThat(scoreOfFirst(rig)).isEqualTo(1_000.0 * MILLI);
        pass(rig, Duration.ofSeconds(10));
        assertThat(scoreOfFirst(rig)).isCloseTo(1_000.0 * MILLI / Math.E, within(1.0));
        answer(rig, "s1", 10 * MILLI);
        double kept = 1 / Math.E;
        assertThat(scoreOfFirst(rig)).isCloseTo(1_000 * MILLI * kept + 10 * MILLI * (1 - kept), within(1.0));
    }

    @Test
    void peak_ewma_leaves_a_node_after_one_slow_answer_and_least_time_after_a_few() {
        assertThat(slowAnswersUntilItLeaves("peak-ewma")).isEqualTo(1);
        assertThat(slowAnswersUntilItLeaves("least-time")).isEqualTo(2);
    }

    /** s1 answered in 10 ms so far, now in 60 ms; s2 always takes 25 ms. */
    private static int slowAnswersUntilItLeaves(String name) {
        Rig rig = Rig.ofWeights(name, 1, 1);
        answer(rig, "s1", 10 * MILLI);
        answer(rig, "s2", 25 * MILLI);
        int answers = 0;
        while (rig.next().equals("s1")) {
            answer(rig, "s1", 60 * MILLI);
            answers++;
        }
        return answers;
    }

    private static double scoreOfFirst(Rig rig) {
        return rig.pick(client(0), NOBODY_TRIED).orElseThrow().scores()[0];
    }

    private static void answer(Rig rig, String id, long latencyNanos) {
        rig.take(rig.now().find(id)).succeeded(latencyNanos);
    }

    private static void pass(Rig rig, Duration time) {
        rig.nowNanos += time.toNanos();
    }
}
