package scales.lab.chaos;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which steps, and when: a function of its arguments alone, so that a seed repeats a run. Each step is drawn from those that the
 * {@link Model} allows.
 */
final class Plan {
    private static final int LEAST_PAUSE_MILLIS = 250;
    private static final int MOST_PAUSE_MILLIS = 1_250;
    /** One step in five makes good again, where anything is to be made good; else most nodes would soon be away. */
    private static final int REMEDY_EVERY = 5;
    private static final List<String> WEIGHTS = List.of("0", "1", "1", "2", "10", "256");
    private static final List<String> LIMITS = List.of("0", "1", "2", "4", "8");
    /** Mostly sticky, so that most of the time something is promised to clients that hold a cookie. */
    private static final List<String> STRATEGIES = List.of("sticky-cookie", "sticky-cookie+least-connections",
            "sticky-cookie+two-choices", "sticky-cookie+least-time", "sticky-cookie+first", "sticky-cookie+ip-hash",
            "round-robin", "least-connections", "peak-ewma", "uri-hash", "random");

    private final Random random;
    private final Set<Action> actions;
    private Model model;

    private Plan(long seed, int workers, Set<Action> actions) {
        this.random = new Random(seed);
        this.actions = actions;
        this.model = Model.of(workers);
    }

    /** @param disturbances to choose from; what makes them good again is added */
    static List<Step> of(long seed, int workers, Set<Action> disturbances, long durationMillis) {
        EnumSet<Action> actions = EnumSet.copyOf(disturbances);
        actions.addAll(Action.REMEDIES);
        Plan plan = new Plan(seed, workers, actions);
        List<Step> steps = new ArrayList<>();
        for (long at = plan.pause(); at < durationMillis; at += plan.pause()) {
            Step step = plan.next(at);
            if (step != null) {
                plan.model = plan.model.after(step);
                steps.add(step);
            }
        }
        return steps;
    }

    private long pause() {
        return random.nextInt(LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS);
    }

    /** First the action, then the node: else a cluster of many nodes would see few changes of strategy. */
    private Step next(long at) {
        boolean remedy = random.nextInt(REMEDY_EVERY) == 0;
        List<List<Step>> possible = actions.stream().map(action -> possible(action, at)).filter(steps -> !steps.isEmpty()).toList();
        List<List<Step>> good = possible.stream().filter(steps -> Action.REMEDIES.contains(steps.get(0).action())).toList();
        List<List<Step>> chosen = remedy && !good.isEmpty() ? good : possible;
        return chosen.isEmpty() ? null : any(any(chosen));
    }

    private List<Step> possible(Action action, long at) {
        Stream<String> nodes = switch (action) {
            case STRATEGY -> Stream.of("");
            case JOIN -> Stream.of(model.nextName());
            default -> model.all().stream().map(PlannedNode::id);
        };
        return nodes.map(node -> new Step(at, action, node, value(action))).filter(model::allows).toList();
    }

    private String value(Action action) {
        return switch (action) {
            case WEIGHT -> any(WEIGHTS);
            case LIMIT -> any(LIMITS);
            case STRATEGY -> any(STRATEGIES);
            default -> "";
        };
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
