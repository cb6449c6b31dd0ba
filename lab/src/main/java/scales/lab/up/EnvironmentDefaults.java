package scales.lab.up;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What was not said on the command line comes from the environment: {@code --workers} from {@code SCALES_WORKERS}. */
public record EnvironmentDefaults(Map<String, String> environment) implements IDefaultValueProvider {
    @Override
    public String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option && !option.usageHelp() && !option.versionHelp()
                ? environment.get(variable(option.longestName()))
                : null;
    }

    private static String variable(String option) {
        return "SCALES_" + option.substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
