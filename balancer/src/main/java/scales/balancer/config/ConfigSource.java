package scales.balancer.config;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Where a balancer's configuration comes from, to be judged again when its file has changed. */
public final class ConfigSource {
    private final ConfigReader reader;
    private final String[] arguments;
    private final Path file;
    private final Function<BalancerConfig, List<String>> further;

    ConfigSource(ConfigReader reader, String[] arguments, Path file) {
        this(reader, arguments, file, config -> List.of());
    }

    private ConfigSource(ConfigReader reader, String[] arguments, Path file, Function<BalancerConfig, List<String>> further) {
        this.reader = reader;
        this.arguments = arguments.clone();
        this.file = file;
        this.further = further;
    }

    /** @param problems what else may be wrong with a configuration, one line each */
    public ConfigSource also(Function<BalancerConfig, List<String>> problems) {
        return new ConfigSource(reader, arguments, file, problems);
    }

    /** Whether there is nothing in it but blanks and comments: half a file, or somebody's mistake, and no wish that all nodes leave. */
    public static boolean saysNothing(String text) {
        return text.lines().map(String::strip).allMatch(line -> line.isEmpty() || line.startsWith("#") || line.startsWith("!"));
    }

    public Path file() {
        return file;
    }

    /** @param text the file's; command line and environment are those of the start */
    public Judgement judge(String text) {
        Judgement judgement = reader.judge(text, arguments);
        List<String> problems = judgement.config() == null ? List.of() : further.apply(judgement.config());
        return problems.isEmpty() ? judgement : Judgement.of(problems);
    }
}
