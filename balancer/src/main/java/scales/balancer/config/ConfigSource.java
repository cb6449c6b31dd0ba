package scales.balancer.config;

import java.nio.file.Path;

/** Where a balancer's configuration comes from, to be judged again when its file has changed. */
public final class ConfigSource {
    private final ConfigReader reader;
    private final String[] arguments;
    private final Path file;

    ConfigSource(ConfigReader reader, String[] arguments, Path file) {
        this.reader = reader;
        this.arguments = arguments.clone();
        this.file = file;
    }

    public Path file() {
        return file;
    }

    /** @param text the file's; command line and environment are those of the start */
    public Judgement judge(String text) {
        return reader.judge(text, arguments);
    }
}
