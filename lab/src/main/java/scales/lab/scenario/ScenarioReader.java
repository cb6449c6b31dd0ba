package scales.lab.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a scenario's file: {@code key = value}, {@code node ID = weight 2, slots 4, limit 8, speed 0.25} and
 * {@code at TIME: ACTION} lines; {@code #} begins a comment. Finds all problems at once.
 */
public final class ScenarioReader {
    private static final int MOST_NODES = 10_000;
    private static final int MOST_CLIENTS = 100_000;
    private static final Pattern NODE = Pattern.compile("node ([A-Za-z0-9._-]{1,64})");
    static final Set<String> KEYS = Set.of("about", "nodes", "slots", "limit", "clients", "rate", "think", "visitors",
            "cookies", "addresses", "service", "path", "queue", "duration");

    private final String name;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, Integer> lineOf = new HashMap<>();
    private final Map<String, String> nodes = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private final FaultReader faultReader = new FaultReader();

    private ScenarioReader(String name) {
        this.name = name;
    }

    /** What is wrong with a file, one line each. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;
        private final transient List<String> problems;

        Unreadable(List<String> problems) {
            super(String.join("\n", problems));
            this.problems = problems;
        }

        public List<String> problems() {
            return problems;
        }
    }

    /** @param name of the scenario, also how its problems name it */
    public static Scenario read(String name, String text) throws Unreadable {
        ScenarioReader reader = new ScenarioReader(name);
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            reader.line(i + 1, lines.get(i).replaceAll("#.*", "").strip());
        }
        Scenario scenario = reader.scenario();
        if (!reader.problems.isEmpty()) {
            throw new Unreadable(reader.problems);
        }
        return scenario;
    }

    private void line(int number, String line) {
        if (line.isEmpty()) {
            return;
        }
        if (line.startsWith("at ")) {
            judged(number, line, faultReader::read, null, faults::add);
            return;
        }
        int equals = line.indexOf('=');
        String key = equals < 0 ? line : line.substring(0, equals).strip();
        Matcher node = NODE.matcher(key);
        if (equals >= 0 && node.matches()) {
            nodes.put(node.group(1), line.substring(equals + 1));
            lineOf.put(node.group(1), number);
        } else if (equals < 0 || !KEYS.contains(key)) {
            problems.add(name + ":" + number + ": expected 'key = value' or 'at TIME: ACTION' with a known key, got '" + line + "'");
        } else if (values.put(key, line.substring(equals + 1).strip()) != null) {
            problems.add(name + ":" + number + ": '" + key + "' is there twice");
        } else {
            lineOf.put(key, number);
        }
    }

    private Scenario scenario() {
        if (values.containsKey("clients") && values.containsKey("rate")) {
            problems.add(name + ": say clients (each asks again when it is answered) or rate (requests come at their own times), not both");
        }
        double rate = value("rate", 0.0, ScenarioReader::rate);
        Scenario.Load load = new Scenario.Load(
                rate > 0 ? 0 : value("clients", 8, text -> whole(text, 1, MOST_CLIENTS)),
                rate,
                value("think", Duration.ZERO, Durations::parse),
                value("visitors", 100, text -> whole(text, 1, 1_000_000)),
                value("cookies", true, text -> oneOf(text, "keep", "clear")),
                value("addresses", false, text -> oneOf(text, "one", "many")));
        List<NodePlan> plans = plans();
        Set<String> known = new java.util.HashSet<>(plans.stream().map(NodePlan::id).toList());
        faults.sort(Comparator.comparing(Fault::at));
        faults.forEach(fault -> judge(fault, known, load));
        return new Scenario(name, values.getOrDefault("about", ""), plans, load,
                value("service", new ServiceTime.Exponential(Duration.ofMillis(20)), ServiceTime::parse),
                value("path", "/resize", ScenarioReader::path),
                value("queue", 1_000, text -> whole(text, 0, 1_000_000)),
                value("duration", Duration.ofSeconds(30), Durations::parse),
                List.copyOf(faults));
    }

    private List<NodePlan> plans() {
        int count = value("nodes", Math.max(2, nodes.size()), text -> whole(text, 1, MOST_NODES));
        int slots = value("slots", 2, text -> whole(text, 1, 1_000));
        int limit = value("limit", 0, text -> limit(text, slots));
        Map<String, NodePlan> plans = new LinkedHashMap<>();
        for (int i = 1; i <= count; i++) {
            plans.put("s" + i, NodePlan.plain(i, slots, limit));
        }
        nodes.forEach((id, traits) -> {
            NodePlan plain = plans.getOrDefault(id, new NodePlan(id, 1, slots, limit, 1));
            plans.put(id, plain);
            judged(lineOf.get(id), traits, text -> NodeTraits.apply(plain, text), plain, plan -> plans.put(id, plan));
        });
        return List.copyOf(plans.values());
    }

    private void judge(Fault fault, Set<String> known, Scenario.Load load) {
        boolean joins = fault.kind() == Fault.Kind.JOIN;
        if (joins ? !known.add(fault.node()) : fault.kind().needsNode() && !known.contains(fault.node())) {
            problems.add(name + ": '" + fault.text() + "': there is " + (joins ? "a" : "no") + " node " + fault.node());
        }
        if (fault.kind() == Fault.Kind.RATE && !load.isOpen() || fault.kind() == Fault.Kind.CLIENTS && load.isOpen()) {
            problems.add(name + ": '" + fault.text() + "': this load is " + (load.isOpen() ? "an open loop with a rate" : "a closed loop with clients"));
        }
    }

    private <T> T value(String key, T otherwise, Function<String, T> parse) {
        List<T> read = new ArrayList<>(List.of(otherwise));
        if (values.containsKey(key)) {
            judged(lineOf.get(key), values.get(key), parse, otherwise, good -> read.set(0, good));
        }
        return read.get(0);
    }

    private <T> void judged(int line, String text, Function<String, T> parse, T otherwise, java.util.function.Consumer<T> good) {
        try {
            good.accept(parse.apply(text));
        } catch (IllegalArgumentException wrong) {
            problems.add(name + ":" + line + ": " + wrong.getMessage());
        }
    }

    static int whole(String text, int least, int most) {
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException("expected " + least + " to " + most + ", got '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    static double rate(String text) {
        if (!text.matches("\\d{1,7}(\\.\\d{1,3})?/s") || Double.parseDouble(text.substring(0, text.length() - 2)) <= 0) {
            throw new IllegalArgumentException("expected a rate such as 200/s, got '" + text + "'");
        }
        return Double.parseDouble(text.substring(0, text.length() - 2));
    }

    private static int limit(String text, int slots) {
        return text.equals("none") ? 0 : text.equals("slots") ? slots : whole(text, 0, 1_000_000);
    }

    static String path(String text) {
        if (!text.matches("/[!-~]*")) {
            throw new IllegalArgumentException("expected a path such as /resize, got '" + text + "'");
        }
        return text;
    }

    static boolean oneOf(String text, String yes, String no) {
        if (!text.equals(yes) && !text.equals(no)) {
            throw new IllegalArgumentException("expected " + yes + " or " + no + ", got '" + text + "'");
        }
        return text.equals(yes);
    }
}
