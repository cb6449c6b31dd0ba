package scales.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import scales.balancer.strategy.Strategies;

/** What every plan promises, told again by a bookkeeping of its own. */
class PlanTest {
    private static final long DURATION = 60_000;

    /** When each node can be counted on: running, READY, with a weight, and for long enough that the balancer knows. */
    private static final class Books {
        final Map<String, Long> runsSince = new HashMap<>();
        final Set<String> ready = new HashSet<>();
        final Set<String> weighty = new HashSet<>();
        final Map<String, Long> hurtAt = new HashMap<>();

        Books(int workers) {
            for (int i = 1; i <= workers; i++) {
                come("s" + i, -100_000);
            }
        }

        void come(String id, long millis) {
            runsSince.put(id, millis);
            ready.add(id);
            weighty.add(id);
        }

        void write(Step step) {
            String id = step.node();
            switch (step.action()) {
                case KILL, FREEZE -> {
                    runsSince.remove(id);
                    hurtAt.put(id, step.atMillis());
                }
                case STOP -> runsSince.remove(id);
                case LEAVE -> {
                    runsSince.remove(id);
                    hurtAt.remove(id);
                }
                case RESTART, START, THAW -> runsSince.put(id, step.atMillis());
                case JOIN, REMOVE -> come(id, step.atMillis());
                case DRAIN, MAINT -> ready.remove(id);
                case READY -> ready.add(id);
                case WEIGHT -> {
                    if (step.value().equals("0")) {
                        weighty.remove(id);
                    } else {
                        weighty.add(id);
                    }
                }
                case LIMIT, STRATEGY -> { }
            }
        }

        long serving(long now) {
            return runsSince.entrySet().stream().filter(node -> now - node.getValue() >= Model.RETURNS_MILLIS)
                    .filter(node -> ready.contains(node.getKey()) && weighty.contains(node.getKey())).count();
        }

        long hurtSince(long millis) {
            return hurtAt.values().stream().filter(at -> at > millis).count();
        }
    }

    @Property(tries = 200)
    void somebody_always_serves_and_two_nodes_at_most_are_hurt_before_it_is_noticed(@ForAll long seed,
            @ForAll @IntRange(min = 2, max = 8) int workers, @ForAll @Size(min = 1) Set<Action> actions) {
        Books books = new Books(workers);
        for (Step step : Plan.of(seed, workers, actions, DURATION)) {
            books.write(step);
            assertThat(books.serving(step.atMillis())).as("serving after %s", step).isPositive();
            assertThat(books.hurtSince(step.atMillis() - Model.NOTICED_MILLIS)).as("hurt at %s", step).isLessThanOrEqualTo(2);
        }
    }

    @Property(tries = 100)
    void only_what_was_chosen_is_done_and_what_makes_it_good(@ForAll long seed, @ForAll @Size(min = 1) Set<Action> actions) {
        Set<Action> allowed = EnumSet.copyOf(actions);
        allowed.addAll(Action.REMEDIES);
        assertThat(Plan.of(seed, 4, actions, DURATION)).extracting(Step::action).isSubsetOf(allowed);
    }

    @Test
    void a_seed_repeats_its_plan_and_another_makes_another() {
        List<Step> plan = Plan.of(7, 4, Action.disturbances(), DURATION);
        assertThat(Plan.of(7, 4, Action.disturbances(), DURATION)).isEqualTo(plan);
        assertThat(Plan.of(8, 4, Action.disturbances(), DURATION)).isNotEqualTo(plan);
    }

    @Test
    void a_longer_plan_begins_with_the_shorter() {
        List<Step> plan = Plan.of(7, 4, Action.disturbances(), DURATION);
        assertThat(Plan.of(7, 4, Action.disturbances(), 2 * DURATION)).startsWith(plan.toArray(Step[]::new)).hasSizeGreaterThan(plan.size());
    }

    @Test
    void in_some_minutes_everything_happens() {
        assertThat(Plan.of(1, 4, Action.disturbances(), 5 * DURATION).stream().map(Step::action).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Action.values());
    }

    @Test
    void strategies_are_those_there_are() {
        assertThat(Plan.of(1, 4, EnumSet.of(Action.STRATEGY), 10 * DURATION)).isNotEmpty()
                .allSatisfy(step -> assertThat(Strategies.problem(step.value())).isEmpty());
    }
}
