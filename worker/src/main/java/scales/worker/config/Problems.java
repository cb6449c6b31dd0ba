package scales.worker.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Collects what is wrong with the options, so that a user sees all of it at once, and each thing once. */
final class Problems {
    private final List<String> lines = new ArrayList<>();
    private final Set<String> unreadable = new HashSet<>();

    void add(String line) {
        lines.add(line);
    }

    void add(Exception failure) {
        String line = failure.getMessage().replaceAll("\\s*\\R\\s*", " ");
        if (failure instanceof ParameterException wrong && wrong.getArgSpec() instanceof OptionSpec option) {
            unreadable.add(option.longestName());
            line = line.replace("option '" + option.longestName() + "'", named(option.longestName()));
        }
        add(line);
    }

    /** @param option as typed, such as {@code --port}; one that could not even be read is not judged again */
    void unless(boolean right, String option, String expected, Object got) {
        if (!right && !unreadable.contains(option)) {
            add("%s: expected %s, got '%s'".formatted(named(option), expected, got));
        }
    }

    private static String named(String option) {
        return "%s (or %s)".formatted(option, Environment.variable(option));
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
