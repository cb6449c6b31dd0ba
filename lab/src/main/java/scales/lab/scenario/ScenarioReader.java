package scales.lab.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import scales.balancer.config.NodeEntry;

/**
 * Reads a scenario's file: {@code key = value}, {@code node ID = weight 2, slots 4, limit 8, speed 0.25} and
 * {@code at TIME: ACTION} lines; {@code #} begins a comment. Finds all problems at once.
 */
public final class ScenarioReader {
    private static final int MOST_NODES = 10_000;
    private static final int MOST_CLIENTS = 100_000;
    private static final int FEWEST_NODES = 2;
    private static final Pattern NODE = Pattern.compile("node\\s+(\\S+)");
    static final Set<String> KEYS = Set.of("about", "nodes", "slots", "limit", "clients", "rate", "think", "visitors",
            "cookies", "addresses", "service", "path", "queue", "duration");

    private final String name;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Line> values = new HashMap<>();
    private final Map<String, Line> nodes = new LinkedHashMap<>();
    private final List<Action> actions = new ArrayList<>();
    private final FaultReader faultReader = new FaultReader();

    /** What is said, and where. */
    private record Line(int number, String text) {}

    private record Action(int line, Fault fault) {}

    private record Problem(int line, String text) {}

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
        // Some editors begin a file with a mark of the order of bytes.
        List<String> lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            reader.line(i + 1, lines.get(i).replaceAll("#.*", "").strip());
        }
        Scenario scenario = reader.scenario();
        if (!reader.problems.isEmpty()) {
            throw new Unreadable(reader.problems.stream().sorted(Comparator.comparingInt(Problem::line))
                    .map(problem -> name + ":" + problem.line() + ": " + problem.text()).toList());
        }
        return scenario;
    }

    private void problem(int line, String text) {
        problems.add(new Problem(line, text));
    }

    private void line(int number, String line) {
        if (line.isEmpty()) {
            return;
        }
        if (line.startsWith("at ")) {
            judged(new Line(number, line), faultReader::read, fault -> actions.add(new Action(number, fault)));
            return;
        }
        int equals = line.indexOf('=');
        String key = equals < 0 ? line : line.substring(0, equals).strip();
        Matcher node = NODE.matcher(key);
        if (equals >= 0 && node.matches()) {
            judged(new Line(number, node.group(1)), ScenarioReader::id, id -> put(nodes, id, number, key, line.substring(equals + 1)));
        } else if (equals < 0 || !KEYS.contains(key)) {
            problem(number, "expected 'key = value' or 'at TIME: ACTION' with a known key, got '" + line + "'");
        } else {
            put(values, key, number, key, line.substring(equals + 1).strip());
        }
    }

    private void put(Map<String, Line> lines, String key, int number, String what, String text) {
        if (lines.putIfAbsent(key, new Line(number, text)) != null) {
            problem(number, "'" + what + "' is there twice");
        }
    }

    private Scenario scenario() {
        if (values.containsKey("clients") && values.containsKey("rate")) {
            problem(Math.max(values.get("clients").number(), values.get("rate").number()),
                    "say clients (each asks again when it is answered) or rate (requests come at their own times), not both");
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
        Set<String> known = new HashSet<>(plans.stream().map(NodePlan::id).toList());
        List<Action> inTime = actions.stream().sorted(Comparator.comparing(action -> action.fault().at())).toList();
        inTime.forEach(action -> judge(action, known, load));
        return new Scenario(name, values.containsKey("about") ? values.get("about").text() : "", plans, load,
                value("service", new ServiceTime.Exponential(Duration.ofMillis(20)), ServiceTime::parse),
                value("path", "/resize", ScenarioReader::path),
                value("queue", 1_000, text -> whole(text, 0, 1_000_000)),
                value("duration", Duration.ofSeconds(30), ScenarioReader::duration),
                inTime.stream().map(Action::fault).toList());
    }

    private List<NodePlan> plans() {
        int count = value("nodes", unnamed(), text -> whole(text, 1, MOST_NODES));
        int slots = value("slots", 2, text -> whole(text, 1, 1_000));
        int limit = value("limit", 0, text -> limit(text, slots));
        Map<String, NodePlan> plans = new LinkedHashMap<>();
        for (int i = 1; i <= count; i++) {
            plans.put("s" + i, NodePlan.plain(i, slots, limit));
        }
        nodes.forEach((id, traits) -> {
            NodePlan plain = plans.getOrDefault(id, new NodePlan(id, 1, slots, limit, 1));
            plans.put(id, plain);
            judged(traits, text -> NodeTraits.apply(plain, text), plan -> plans.put(id, plan));
        });
        return List.copyOf(plans.values());
    }

    /** So many of s1, s2, … that there are two with those that the file names itself. */
    private int unnamed() {
        int count = FEWEST_NODES;
        while (count > 0 && count + nodes.size() - named(count) > FEWEST_NODES) {
            count--;
        }
        return count;
    }

    private long named(int count) {
        return IntStream.rangeClosed(1, count).filter(number -> nodes.containsKey("s" + number)).count();
    }

    private void judge(Action action, Set<String> known, Scenario.Load load) {
        Fault fault = action.fault();
        boolean joins = fault.kind() == Fault.Kind.JOIN;
        if (joins ? !known.add(fault.node()) : fault.kind().needsNode() && !known.contains(fault.node())) {
            problem(action.line(), "'" + fault.text() + "': there is " + (joins ? "a" : "no") + " node " + fault.node());
        }
        if (fault.kind() == Fault.Kind.LEAVE) {
            known.remove(fault.node());
        }
        if (fault.kind() == Fault.Kind.RATE && !load.isOpen() || fault.kind() == Fault.Kind.CLIENTS && load.isOpen()) {
            problem(action.line(), "'" + fault.text() + "': this load is " + (load.isOpen() ? "an open loop with a rate" : "a closed loop with clients"));
        }
    }

    private <T> T value(String key, T otherwise, Function<String, T> parse) {
        List<T> read = new ArrayList<>(List.of(otherwise));
        if (values.containsKey(key)) {
            judged(values.get(key), parse, good -> read.set(0, good));
        }
        return read.get(0);
    }

    private <T> void judged(Line line, Function<String, T> parse, Consumer<T> good) {
        try {
            good.accept(parse.apply(line.text()));
        } catch (IllegalArgumentException wrong) {
            problem(line.number(), wrong.getMessage());
        }
    }

    static String id(String text) {
        if (!NodeEntry.isId(text)) {
            throw new IllegalArgumentException("expected a node's name of 1 to 64 letters, digits, dots, dashes and underscores, got '" + text + "'");
        }
        return text;
    }

    static Duration duration(String text) {
        Duration duration = Durations.parse(text);
        if (duration.isZero()) {
            throw new IllegalArgumentException("expected more than 0s, got '" + text + "'");
        }
        return duration;
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
