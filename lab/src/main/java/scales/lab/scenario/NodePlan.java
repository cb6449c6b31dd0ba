package scales.lab.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A node of a scenario.
 *
 * @param id     such as {@code s1}
 * @param weight 0 to 256
 * @param slots  requests that it works on at once
 * @param limit  most attempts that the balancer sends it at a time, 0 for no limit
 * @param speed  1 as stated, 0.25 for a quarter
 */
public record NodePlan(String id, int weight, int slots, int limit, double speed) {

    static NodePlan plain(int number, int slots, int limit) {
        return new NodePlan("s" + number, 1, slots, limit, 1);
    }

    /** So many like that one, but for their names. */
    public static List<NodePlan> equal(int count, NodePlan like) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new NodePlan("s" + number, like.weight(), like.slots(), like.limit(), 1)).toList();
    }

    /** For people; equal ones in one phrase. */
    public static String text(List<NodePlan> nodes) {
        return nodes.stream().collect(Collectors.groupingBy(NodePlan::traits, LinkedHashMap::new, Collectors.toList()))
                .entrySet().stream().map(group -> named(group.getValue()) + " with " + group.getKey()).collect(Collectors.joining("; "));
    }

    private static String named(List<NodePlan> nodes) {
        return nodes.size() <= 4
                ? nodes.stream().map(NodePlan::id).collect(Collectors.joining(", "))
                : nodes.get(0).id() + " … " + nodes.get(nodes.size() - 1).id();
    }

    private String traits() {
        return "weight " + weight + ", " + slots + " slots, " + (limit == 0 ? "no limit" : "limit " + limit) + (speed == 1 ? "" : ", speed " + speed);
    }

    NodePlan withWeight(int newWeight) {
        return new NodePlan(id, newWeight, slots, limit, speed);
    }

    NodePlan withSlots(int newSlots) {
        return new NodePlan(id, weight, newSlots, limit, speed);
    }

    NodePlan withLimit(int newLimit) {
        return new NodePlan(id, weight, slots, newLimit, speed);
    }

    NodePlan withSpeed(double newSpeed) {
        return new NodePlan(id, weight, slots, limit, newSpeed);
    }
}
