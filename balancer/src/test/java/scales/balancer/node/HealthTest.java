package scales.balancer.node;

import static org.assertj.core.api.Assertions.assertThat;
import static scales.balancer.node.Pools.PASSED;
import static scales.balancer.node.Pools.TIMED_OUT;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HealthTest {

    @Test
    void an_unchecked_node_serves_and_falls_at_its_first_failure() {
        Health fresh = Health.unchecked(2, 3);

        assertThat(fresh.isUp()).isTrue();
        assertThat(fresh.text()).isEqualTo("UP 1/3");
        assertThat(fresh.last().text()).isEqualTo("initializing, check duration: 0ms");
        assertThat(texts(fresh, TIMED_OUT)).containsExactly("DOWN");
    }

    @Test
    void one_success_confirms_a_node_that_is_up() {
        assertThat(texts(Health.unchecked(2, 3), PASSED, PASSED)).containsExactly("UP", "UP");
    }

    @Test
    void failures_in_a_row_count_down_to_down_and_successes_in_a_row_up_again() {
        Health up = Health.unchecked(2, 3).after(PASSED);

        assertThat(texts(up, TIMED_OUT, TIMED_OUT, TIMED_OUT, TIMED_OUT)).containsExactly("UP 2/3", "UP 1/3", "DOWN", "DOWN");
        Health down = up.after(TIMED_OUT).after(TIMED_OUT).after(TIMED_OUT);
        assertThat(texts(down, PASSED, PASSED)).containsExactly("DOWN 1/2", "UP");
    }

    @Test
    void a_result_against_the_streak_breaks_it() {
        Health up = Health.unchecked(2, 3).after(PASSED);
        assertThat(texts(up, TIMED_OUT, TIMED_OUT, PASSED, TIMED_OUT)).containsExactly("UP 2/3", "UP 1/3", "UP", "UP 2/3");

        Health down = Health.unchecked(2, 3).after(TIMED_OUT);
        assertThat(texts(down, PASSED, TIMED_OUT, PASSED, PASSED)).containsExactly("DOWN 1/2", "DOWN", "DOWN 1/2", "UP");
    }

    @Test
    void trusted_again_it_serves_at_once_and_keeps_its_last_check() {
        Health down = Health.unchecked(2, 3).after(TIMED_OUT);

        assertThat(down.trusted().text()).isEqualTo("UP 1/3");
        assertThat(down.trusted().last()).isEqualTo(TIMED_OUT);
    }

    @Test
    void a_checks_text_is_that_of_haproxys_log() {
        assertThat(TIMED_OUT.text()).isEqualTo("Layer7 timeout, check duration: 2001ms");
        assertThat(PASSED.text()).isEqualTo("Layer7 check passed, code: 200, check duration: 1ms");
        assertThat(new Check(CheckStatus.L7STS, 503, 4).text()).isEqualTo("Layer7 wrong status, code: 503, check duration: 4ms");
        assertThat(new Check(CheckStatus.L4CON, 0, 0).text()).isEqualTo("Layer4 connection problem, check duration: 0ms");
    }

    @Property(seed = "1")
    void the_verdict_changes_only_after_a_whole_streak(
            @ForAll @IntRange(min = 1, max = 5) int rise,
            @ForAll @IntRange(min = 1, max = 5) int fall,
            @ForAll @Size(max = 40) List<Boolean> results) {
        Health health = Health.unchecked(rise, fall).after(PASSED);
        boolean up = true;
        int against = 0;
        for (boolean passed : results) {
            health = health.after(passed ? PASSED : TIMED_OUT);
            against = passed == up ? 0 : against + 1;
            if (against == (up ? fall : rise)) {
                up = !up;
                against = 0;
            }
            assertThat(health.isUp()).isEqualTo(up);
            assertThat(health.level()).isBetween(0, rise + fall - 1);
        }
    }

    private static List<String> texts(Health start, Check... checks) {
        List<String> texts = new ArrayList<>();
        Health health = start;
        for (Check check : checks) {
            health = health.after(check);
            texts.add(health.text());
        }
        return texts;
    }
}
