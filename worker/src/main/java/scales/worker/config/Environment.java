package scales.worker.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Adds options that were not typed, from the environment or with their defaults: {@code --resize-queue} from
 * {@code SCALES_RESIZE_QUEUE}.
 */
record Environment(Map<String, String> variables) {

    static String variable(String option) {
        return "SCALES_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    String[] complete(CommandSpec command, List<String> typed) {
        Stream<String> added = command.options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .filter(option -> typed.stream().noneMatch(word -> isFor(option.longestName(), word)))
                .flatMap(option -> valueOf(option).map(value -> option.longestName() + "=" + value).stream());
        // In front, so that an option typed last without its value is not given one of these.
        return Stream.concat(added, typed.stream()).toArray(String[]::new);
    }

    private static boolean isFor(String option, String word) {
        return word.equals(option) || word.startsWith(option + "=");
    }

    /** Defaults included: the parser leaves them out as soon as any other option is wrong. */
    private Optional<String> valueOf(OptionSpec option) {
        return value(variable(option.longestName())).or(() -> Optional.ofNullable(option.defaultValue()));
    }

    /** A variable set to nothing counts as unset: compose files pass those on for variables nobody set. */
    Optional<String> value(String variable) {
        return Optional.ofNullable(variables.get(variable)).filter(value -> !value.isBlank());
    }
}
