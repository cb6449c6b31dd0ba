package scales.worker.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Adds options that were not typed from the environment: {@code --resize-queue} from {@code SCALES_RESIZE_QUEUE}. */
record Environment(Map<String, String> variables) {

    static String variable(String option) {
        return "SCALES_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    String[] complete(CommandSpec command, List<String> typed) {
        Stream<String> added = command.options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .map(OptionSpec::longestName)
                .filter(option -> typed.stream().noneMatch(word -> word.equals(option) || word.startsWith(option + "=")))
                .flatMap(option -> value(variable(option)).map(value -> option + "=" + value).stream());
        // In front, so that an option typed last without its value is not given one of these.
        return Stream.concat(added, typed.stream()).toArray(String[]::new);
    }

    /** A variable set to nothing counts as unset: compose files pass those on for variables nobody set. */
    Optional<String> value(String variable) {
        return Optional.ofNullable(variables.get(variable)).filter(value -> !value.isBlank());
    }
}
