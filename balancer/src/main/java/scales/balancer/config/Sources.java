package scales.balancer.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Where an option's value comes from: the command line, else the environment, else the file, else its own default. */
final class Sources {
    private final Map<String, String> environment;
    private final Properties file;

    Sources(Map<String, String> environment, Properties file) {
        this.environment = environment;
        this.file = file;
    }

    /** @return the command line as if everything had been said on it, so that it is judged in one go */
    String[] all(String[] given, CommandSpec spec) {
        List<String> all = new ArrayList<>();
        for (OptionSpec option : spec.options()) {
            String name = option.longestName();
            String value = value(name.substring(2));
            if (value != null && takesValue(option) && Arrays.stream(given).noneMatch(a -> a.equals(name) || a.startsWith(name + "="))) {
                all.add(name + "=" + value);
            }
        }
        all.addAll(List.of(given));
        return all.toArray(String[]::new);
    }

    private static boolean takesValue(OptionSpec option) {
        return option.arity().max() > 0;
    }

    private String value(String name) {
        String fromEnvironment = environment.get(variable(name));
        return fromEnvironment != null ? fromEnvironment : file.getProperty(name);
    }

    static String variable(String name) {
        return "SCALES_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
