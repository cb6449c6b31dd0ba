package scales.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import scales.lab.sim.SimulateCommand;

class AgainTest {
    private static final List<String> OPTIONS = List.of("--strategies", "first,sticky-cookie+random", "--service", "lognormal 20ms 1.0",
            "--scenario", "what's `this` \"$HOME\" \\ *.txt", "--from", "", "--report=two words");

    @Command(name = "./scales")
    private static final class All {}

    /** What a shell makes of it. */
    private static List<String> words(String line) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "printf '%s\\0' " + line).start();
        return Arrays.asList(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\0", -1)).stream().toList();
    }

    private static List<String> expected() {
        List<String> words = new java.util.ArrayList<>(List.of("./scales", "simulate"));
        words.addAll(OPTIONS);
        // After the last one there is nothing.
        words.add("");
        return words;
    }

    @Test
    void a_shell_finds_every_option_as_it_was_given() throws Exception {
        CommandLine all = new CommandLine(new All()).addSubcommand(new SimulateCommand());
        String[] given = expected().subList(1, 2 + OPTIONS.size()).toArray(String[]::new);
        CommandSpec simulate = all.parseArgs(given).subcommand().commandSpec();
        assertThat(words(Again.line(simulate))).isEqualTo(expected());
    }

    @Test
    void a_command_that_was_called_by_itself_is_named_all_the_same() throws Exception {
        CommandLine simulate = new CommandLine(new SimulateCommand());
        simulate.parseArgs(OPTIONS.toArray(String[]::new));
        assertThat(words(Again.line(simulate.getCommandSpec()))).isEqualTo(expected());
    }
}
