package scales.lab.command;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** The line for a shell that does once more what was asked for. */
public final class Again {
    private static final String PLAIN = "[A-Za-z0-9_./:,=@%+-]+";

    private Again() {}

    /** @param command one of {@code ./scales}, whether it was called as such or by itself */
    public static String line(CommandSpec command) {
        List<String> given = command.commandLine().getParseResult().originalArgs();
        // Those of a subcommand are all that its parents got.
        List<String> own = command.parent() == null ? given : given.subList(given.indexOf(command.name()) + 1, given.size());
        return Stream.concat(Stream.of("./scales", command.name()), own.stream().map(Again::quoted)).collect(Collectors.joining(" "));
    }

    /** As one word of a POSIX shell. */
    private static String quoted(String argument) {
        return argument.matches(PLAIN) ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
