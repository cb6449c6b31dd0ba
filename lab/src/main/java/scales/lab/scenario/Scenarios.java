package scales.lab.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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
        try {
            Path file = Path.of(nameOrFile);
            if (Files.isDirectory(file)) {
                throw unreadable("'" + nameOrFile + "' is a folder");
            }
            return ScenarioReader.read(file.getFileName().toString(), Files.readString(file));
        } catch (CharacterCodingException other) {
            throw unreadable("'" + nameOrFile + "' is no text in UTF-8");
        } catch (IOException | InvalidPathException absent) {
            throw unreadable("there is no file '" + nameOrFile + "' to read, and no scenario of that name; one of " + String.join(", ", NAMES));
        }
    }

    private static ScenarioReader.Unreadable unreadable(String problem) {
        return new ScenarioReader.Unreadable(List.of("--scenario: " + problem));
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
