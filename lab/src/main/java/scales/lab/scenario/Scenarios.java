package scales.lab.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The scenarios that have a name, in the format that everybody else's have. */
public final class Scenarios {
    private static final List<String> NAMES = List.of("uniform", "delay", "hang", "weights", "slow-node", "dead-node", "flapping",
            "bursts", "one-address", "mixed-pictures", "rolling-drain", "join-and-leave");

    private Scenarios() {}

    public static List<String> names() {
        return NAMES;
    }

    /**
     * @param nameOrFile one of {@link #names}, or a file
     * @throws ScenarioReader.Unreadable when it is neither, or its text is wrong
     */
    public static Scenario find(String nameOrFile) throws ScenarioReader.Unreadable {
        if (NAMES.contains(nameOrFile)) {
            return ScenarioReader.read(nameOrFile, textOf(nameOrFile));
        }
        Path file = Path.of(nameOrFile);
        try {
            return ScenarioReader.read(file.getFileName().toString(), Files.readString(file));
        } catch (IOException | UncheckedIOException absent) {
            throw new ScenarioReader.Unreadable(List.of("--scenario: there is no file '" + nameOrFile + "', and no scenario of that name; one of "
                    + String.join(", ", NAMES)));
        }
    }

    /** The file of a scenario that has a name. */
    public static String textOf(String name) {
        try (InputStream in = Scenarios.class.getResourceAsStream("/scenarios/" + name + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
