package scales.worker.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with the options, so that a user sees all of it at once. */
final class Problems {
    private final List<String> lines = new ArrayList<>();

    void add(String line) {
        lines.add(line);
    }

    /** @param option as typed, such as {@code --port}; the line names its environment variable too */
    void unless(boolean right, String option, String expected, Object got) {
        if (!right) {
            add("%s (or %s): expected %s, got '%s'".formatted(option, Environment.variable(option), expected, got));
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
