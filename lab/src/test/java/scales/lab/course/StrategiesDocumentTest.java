package scales.lab.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import scales.balancer.strategy.Strategies;
import scales.lab.sim.SimulateCommand;

/** The essay on strategies, {@code docs/strategies.md}: nothing is left out, and its figures are what its commands make. */
class StrategiesDocumentTest {
    private static final Path ROOT = Path.of(System.getProperty("scales.root"));
    private static final Pattern FIGURE = Pattern.compile(
            "!\\[[^]]+]\\(strategies/([^)]+)\\)\n\n```sh\n\\./scales simulate (.+)\ncp report/(\\S+) docs/strategies/(\\S+)\n```");

    /** @param command options of {@code simulate} @param plot file in the report @param file in the document's folder */
    record Figure(String command, String plot, String file) {}

    @TempDir
    private Path folder;

    private static String document() throws IOException {
        return Files.readString(ROOT.resolve("docs/strategies.md"));
    }

    static Stream<Figure> figures() throws IOException {
        return FIGURE.matcher(document()).results().map(figure -> new Figure(figure.group(2), figure.group(3), figure.group(4)));
    }

    @Test
    void every_strategy_has_its_section_with_a_figure_and_a_source_of_its_own() throws IOException {
        List<String> names = new ArrayList<>(Strategies.all().stream().map(Strategies.Entry::name).toList());
        names.add(Strategies.STICKY);
        String[] sections = document().split("\n## ");
        assertThat(Stream.of(sections).skip(1).map(section -> section.lines().findFirst().orElseThrow())).containsExactlyElementsOf(names);
        for (int i = 1; i < sections.length; i++) {
            Matcher figure = FIGURE.matcher(sections[i]);
            assertThat(figure.find()).as(sections[i]).isTrue();
            assertThat(figure.group(1)).isEqualTo(figure.group(4));
            assertThat(figure.group(2)).contains(names.get(i - 1));
            assertThat(sections[i]).contains("**Good**", "**Bad**");
        }
    }

    @ParameterizedTest
    @MethodSource("figures")
    void a_figure_is_what_its_command_makes_byte_for_byte(Figure figure) throws IOException {
        List<String> words = new ArrayList<>(List.of(figure.command().replace("docs/", ROOT.resolve("docs") + "/").split(" ")));
        words.addAll(List.of("--report", folder.toString()));
        StringWriter err = new StringWriter();
        int status = new CommandLine(new SimulateCommand()).setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err))
                .execute(words.toArray(String[]::new));
        assertThat(status).as(err.toString()).isZero();
        assertThat(folder.resolve(figure.plot())).hasSameBinaryContentAs(ROOT.resolve("docs/strategies").resolve(figure.file()));
    }
}
