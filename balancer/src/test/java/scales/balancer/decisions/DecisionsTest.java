package scales.balancer.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static scales.balancer.decisions.Picks.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scales.balancer.node.Pools;
import scales.balancer.retry.Failure;
import scales.balancer.strategy.Traits;

class DecisionsTest {
    private final Picks picks = new Picks("round-robin", Pools.ofWeights(1, 1));
    private final Decisions decisions = picks.decisions();

    private static List<Long> numbers(List<Decision> found) {
        return found.stream().map(Decision::number).toList();
    }

    @Test
    void the_newest_come_first() {
        IntStream.range(0, 5).forEach(i -> picks.pick(client(null)));
        assertThat(numbers(decisions.last(3, all -> true))).containsExactly(5L, 4L, 3L);
        assertThat(numbers(decisions.last(9, all -> true))).containsExactly(5L, 4L, 3L, 2L, 1L);
        assertThat(numbers(decisions.last(9, decision -> decision.chosen().id().equals("s2")))).containsExactly(4L, 2L);
    }

    @Test
    void ten_thousand_are_kept() {
        IntStream.range(0, Decisions.MOST + 5).forEach(i -> picks.pick(client(null)));
        List<Decision> kept = decisions.last(Integer.MAX_VALUE, all -> true);
        assertThat(kept).hasSize(Decisions.MOST);
        assertThat(kept.get(Decisions.MOST - 1).number()).isEqualTo(6);
        assertThat(decisions.count()).isEqualTo(Decisions.MOST + 5);
    }

    @Test
    void with_thousands_of_nodes_fewer_are_kept_as_each_has_a_score_for_every_node() {
        int[] weights = new int[1_000];
        Arrays.fill(weights, 1);
        Picks large = new Picks("first", Pools.ofWeights(weights));
        IntStream.range(0, 2_100).forEach(i -> large.pick(client(null)));
        assertThat(large.decisions().last(Integer.MAX_VALUE, all -> true)).hasSize(2_000);
    }

    @Test
    void all_attempts_of_a_request_are_found_by_its_name_with_what_became_of_them() {
        Trail trail = picks.begin(client(null));
        picks.pick(client(null));
        String first = picks.pick(trail, client(null), Set.of()).chosen().id();
        trail.failed(Failure.UNREACHABLE);
        picks.pick(client(null));
        picks.pick(trail, client(null), Set.of(first));
        assertThat(trail.outcome()).isEqualTo("under way");
        trail.answered(200, 1_500_000);
        trail.ended(200, false);

        List<Decision> found = decisions.of(trail.requestId());
        assertThat(found).extracting(Decision::attempt).containsExactly(1, 2);
        assertThat(found).extracting(Decision::outcome).containsExactly("could not be reached", "answered with 200");
        assertThat(found.get(1).chosen().id()).isNotEqualTo(first);
        assertThat(Sentence.of(found.get(1))).isEqualTo((first.equals("s1") ? "s2" : "s1")
                + ": its turn by weight; attempt 2; left out: " + first + " already tried");
        assertThat(trail.outcome()).isEqualTo("answered with 200");
        assertThat(decisions.of("nobody")).isEmpty();
    }

    @Test
    void of_two_requests_of_one_name_the_newer_is_found() {
        for (String method : List.of("GET", "POST")) {
            Trail trail = decisions.begin("twice", method, client(null), false, picks.strategy());
            picks.pick(trail, client(null), Set.of());
        }
        assertThat(decisions.of("twice")).hasSize(1);
        assertThat(decisions.of("twice").get(0).trail().method()).isEqualTo("POST");
    }

    @Test
    void threads_add_at_once_and_nothing_is_lost() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(new Thread(() -> IntStream.range(0, 1_000).forEach(i -> picks.pick(client(null)))));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(numbers(decisions.last(Decisions.MOST, all -> true))).hasSize(4_000).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "018f3b2e-7a10-7c4e-8f00-0123456789ab", "Root=1-67891233-abcdef012345678912345678", "a.b_c~d:e/f+g@h="})
    void a_client_may_name_its_request(String name) {
        assertThat(new RequestIds("r").of(name)).isEqualTo(name);
    }

    @Test
    void what_could_end_a_line_or_fill_the_log_is_not_taken_over() {
        RequestIds ids = new RequestIds("r");
        assertThat(List.of(ids.of(null), ids.of(""), ids.of("a b"), ids.of("a\nb"), ids.of("\u00fc"), ids.of("x".repeat(129)), ids.of("\"")))
                .containsExactly("r-1", "r-2", "r-3", "r-4", "r-5", "r-6", "r-7");
        assertThat(ids.of("x".repeat(128))).hasSize(128);
    }

    @Test
    void a_path_is_kept_without_its_query_and_a_long_one_in_part() {
        Trail trail = decisions.begin(null, "GET",
                new Traits("10.1.0.1", "/" + "x".repeat(5_000), null), false, picks.strategy());
        assertThat(trail.path()).hasSize(256);
        assertThat(picks.begin(client(null)).path()).isEqualTo("/resize");
    }
}
