package scales.worker.config;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Fills options that were not typed from the environment: {@code --resize-queue} from {@code SCALES_RESIZE_QUEUE}. */
record Environment(Map<String, String> variables) implements IDefaultValueProvider {

    static String variable(String option) {
        return "SCALES_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** A variable set to nothing counts as unset: compose files pass those on for variables nobody set. */
    @Override
    public String defaultValue(ArgSpec argument) {
        String value = argument instanceof OptionSpec option ? variables.get(variable(option.longestName())) : null;
        return value == null || value.isBlank() ? null : value;
    }
}
