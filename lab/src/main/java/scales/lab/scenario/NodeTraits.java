package scales.lab.scenario;

/** The traits of one node in a scenario's file: {@code weight 2, slots 4, limit 8, speed 0.25}. */
final class NodeTraits {
    private NodeTraits() {}

    static NodePlan apply(NodePlan plan, String text) {
        NodePlan now = plan;
        for (String trait : text.strip().split("\\s*,\\s*")) {
            String[] words = trait.split("\\s+");
            if (words.length != 2) {
                throw new IllegalArgumentException("expected a trait such as 'weight 2', got '" + trait + "'");
            }
            now = switch (words[0]) {
                case "weight" -> now.withWeight(ScenarioReader.whole(words[1], 0, 256));
                case "slots" -> now.withSlots(ScenarioReader.whole(words[1], 1, 1_000));
                case "limit" -> now.withLimit(ScenarioReader.whole(words[1], 0, 1_000_000));
                case "speed" -> now.withSpeed(speed(words[1]));
                default -> throw new IllegalArgumentException("expected weight, slots, limit or speed, got '" + words[0] + "'");
            };
        }
        return now;
    }

    private static double speed(String text) {
        if (!text.matches("\\d{1,3}(\\.\\d{1,6})?") || Double.parseDouble(text) <= 0) {
            throw new IllegalArgumentException("expected a speed more than 0, 1 for as stated, got '" + text + "'");
        }
        return Double.parseDouble(text);
    }
}
