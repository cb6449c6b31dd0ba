package scales.worker.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Reads options and environment into a {@link WorkerConfig}, or into everything that is wrong with them. */
public final class OptionsParser {
    private final Environment environment;

    /** @param environment variables by name, those of the process in production */
    public OptionsParser(Map<String, String> environment) {
        this.environment = new Environment(Map.copyOf(environment));
    }

    public Parsed parse(String... arguments) {
        WorkerOptions options = new WorkerOptions();
        CommandLine commandLine = new CommandLine(options)
                .registerConverter(Duration.class, Units::duration)
                .registerConverter(Long.class, Units::bytes)
                .registerConverter(long.class, Units::bytes)
                .setCaseInsensitiveEnumValuesAllowed(true);
        CommandSpec command = commandLine.getCommandSpec();
        command.parser().collectErrors(true);
        ParseResult result = commandLine.parseArgs(environment.complete(command, List.of(arguments)));
        if (result.isUsageHelpRequested()) {
            return new Parsed.Shown(commandLine.getUsageMessage());
        }
        if (result.isVersionHelpRequested()) {
            return new Parsed.Shown("worker " + version());
        }
        Problems problems = new Problems();
        result.errors().forEach(problems::add);
        WorkerConfig config = new OptionsJudge(options, environment, problems).judge();
        List<String> lines = problems.lines();
        return lines.isEmpty() ? new Parsed.Run(config) : new Parsed.Wrong(lines);
    }

    private static String version() {
        String version = OptionsParser.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
