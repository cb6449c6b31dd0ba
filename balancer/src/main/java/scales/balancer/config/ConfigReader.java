package scales.balancer.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Reads command line, environment and file into one judged record; finds all problems at once. */
public final class ConfigReader {
    private static final Set<String> NOT_IN_FILE = Set.of("config", "check", "help", "version");

    private final Map<String, String> environment;
    private final Function<String, Optional<String>> strategyProblem;

    /** @param strategyProblem what is wrong with the name of a strategy */
    public ConfigReader(Map<String, String> environment, Function<String, Optional<String>> strategyProblem) {
        this.environment = environment;
        this.strategyProblem = strategyProblem;
    }

    /** Judges what a balancer is started with. A token file that is named and absent is made, unless it only checks. */
    public Judgement read(String... arguments) {
        List<String> problems = new ArrayList<>();
        String path = named(arguments);
        String text = path == null ? "" : text(path, problems);
        return judge(text, problems, true, arguments);
    }

    /** Judges again, with another text of the file; makes nothing. */
    Judgement judge(String text, String... arguments) {
        return judge(text, new ArrayList<>(), false, arguments);
    }

    /** @return where changes may come from while it runs; nothing without a file */
    public Optional<ConfigSource> source(String... arguments) {
        return Optional.ofNullable(named(arguments)).map(path -> new ConfigSource(this, arguments, Path.of(path)));
    }

    private Judgement judge(String text, List<String> problems, boolean makesToken, String... arguments) {
        BalancerOptions options = new BalancerOptions();
        // Defaults first: picocli leaves some of them out when the last argument is wrong.
        new CommandLine(options).parseArgs();
        CommandLine commandLine = new CommandLine(options);
        Properties file = properties(text, named(arguments), commandLine, problems);
        commandLine.getCommandSpec().parser().collectErrors(true);
        ParseResult parsed = commandLine.parseArgs(new Sources(environment, file).all(arguments, commandLine.getCommandSpec()));
        if (parsed.isUsageHelpRequested()) {
            return Judgement.of(commandLine.getUsageMessage());
        }
        if (parsed.isVersionHelpRequested()) {
            return Judgement.of(String.join("\n", commandLine.getCommandSpec().version()));
        }
        parsed.errors().forEach(error -> problems.add(error.getMessage()));
        List<String> more = new ArrayList<>();
        BalancerConfig config = new Judge(options, strategyProblem, makesToken && !options.check, more)
                .config(environment.get("SCALES_ADMIN_TOKEN"));
        more.stream().filter(problem -> !isSaid(problem, problems)).forEach(problems::add);
        if (!problems.isEmpty()) {
            return Judgement.of(problems);
        }
        return options.check ? Judgement.of("The configuration is valid.") : Judgement.of(config, options.log);
    }

    /** A value that could not even be read is a problem once, not also out of range. */
    private static boolean isSaid(String problem, List<String> said) {
        String option = "'" + problem.substring(0, Math.max(0, problem.indexOf(':'))) + "'";
        return said.stream().anyMatch(line -> line.contains(option));
    }

    private static String text(String path, List<String> problems) {
        FileContent content = FileContent.of(Path.of(path), StandardCharsets.UTF_8);
        if (content.problem() != null) {
            problems.add("--config: " + path + " " + content.problem());
            return "";
        }
        return content.text();
    }

    private static Properties properties(String text, String path, CommandLine commandLine, List<String> problems) {
        Properties properties = new Properties() {
            @Override
            public synchronized Object put(Object key, Object value) {
                if (containsKey(key)) {
                    problems.add(path + ": key '" + key + "' is there twice");
                }
                return super.put(key, value);
            }
        };
        try {
            properties.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException wrong) {
            problems.add("--config: cannot read " + path + " (" + wrong.getMessage() + ")");
        }
        for (String key : properties.stringPropertyNames()) {
            if (commandLine.getCommandSpec().findOption("--" + key) == null || NOT_IN_FILE.contains(key)) {
                problems.add(path + ": unknown key '" + key + "'");
            }
        }
        return properties;
    }

    /** The file is wanted before the options are read, as it may hold any of them. */
    private String named(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith("--config=")) {
                return arguments[i].substring("--config=".length());
            }
            if (arguments[i].equals("--config") && i + 1 < arguments.length) {
                return arguments[i + 1];
            }
        }
        return environment.get(Sources.variable("config"));
    }
}
