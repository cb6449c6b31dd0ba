package scales.lab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SimulateCommandTest {
    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new SimulateCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    private Path report(String name) {
        return folder.resolve(name);
    }

    @Test
    void a_report_can_be_opened_pasted_calculated_with_and_read_by_programs() throws Exception {
        assertThat(run("--scenario", "dead-node", "--blocks", "3", "--duration", "15s", "--report", report("a").toString())).isZero();
        assertThat(out.toString()).contains("round-robin", "least-connections", "Mean latency:", "million a minute and core");
        assertThat(Files.readString(report("a").resolve("index.html"))).contains("<svg", "at 10s: kill s1", "Verdict")
                .doesNotContain("src=\"http").doesNotContain("href=\"http");
        assertThat(Files.readString(report("a").resolve("report.md"))).contains("| round-robin |", "at 10s: kill s1");
        assertThat(Files.readAllLines(report("a").resolve("results.csv"))).hasSize(1 + 2 * 3);
        assertThat(Files.readString(report("a").resolve("results.json"))).contains("\"work_us\"", "\"verdict\"");
        assertThat(report("a").resolve("latency.png")).isNotEmptyFile();
        assertThat(report("a").resolve("share-round-robin.svg")).isNotEmptyFile();
    }

    @Test
    void the_same_command_gives_the_same_files_byte_for_byte() throws Exception {
        String[] command = {"--strategies", "two-choices,random", "--blocks", "4", "--duration", "5s", "--seed", "9", "--report"};
        run(with(command, report("same").toString()));
        List<byte[]> first = files(report("same"));
        run(with(command, report("same").toString()));
        assertThat(files(report("same"))).usingElementComparator((a, b) -> java.util.Arrays.compare(a, b)).containsExactlyElementsOf(first);
    }

    @Test
    void equal_strategies_are_not_told_apart() throws Exception {
        // One node: whoever chooses has no choice.
        run("--strategies", "round-robin,least-connections", "--nodes", "1", "--clients", "1", "--duration", "5s", "--report", report("b").toString());
        assertThat(out.toString()).contains("Mean latency: no difference detectable.");
    }

    @Test
    void times_are_taken_from_a_report() throws Exception {
        run("--service", "fixed 7ms", "--duration", "2s", "--blocks", "1", "--report", report("c").toString());
        assertThat(run("--from", report("c").resolve("results.json").toString(), "--duration", "2s", "--blocks", "1", "--clients", "1",
                "--report", report("d").toString())).isZero();
        assertThat(Files.readString(report("d").resolve("results.csv")).lines().skip(1)).allMatch(line -> line.contains(",7.0"));
    }

    @Test
    void the_report_points_out_what_the_balancer_would_and_once_for_each_strategy() throws Exception {
        run("--strategies", "least-connections,first,round-robin", "--clients", "1", "--duration", "5s", "--blocks", "2",
                "--report", report("e").toString());
        assertThat(out.toString().lines().filter(line -> line.startsWith("Beware: "))).satisfiesExactly(
                hint -> assertThat(hint).startsWith("Beware: least-connections: least-connections tied on 100 %"),
                hint -> assertThat(hint).startsWith("Beware: first: Under 'first' a node is asked only when"));
        assertThat(Files.readString(report("e").resolve("index.html"))).contains("least-connections tied on 100 %");
        assertThat(Files.readString(report("e").resolve("report.md"))).contains("- Beware: first: ");
        assertThat(Files.readString(report("e").resolve("results.json"))).contains("\"first: Under 'first'");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"time\":\"2026-01-01T00:00:00Z\",\"responseMillis\":7.0}",
        "2026-01-01T00:00:00Z 127.0.0.1 s1 0.1/0.0/0.2/7.0/7.5 200 0 5 complete 1 - first \"GET /\" \"-\" id -"
    })
    void times_are_taken_from_an_access_log_of_either_form(String line) throws Exception {
        Path log = Files.writeString(report("access.log"), line + "\n" + line + "\n");
        assertThat(run("--from", log.toString(), "--duration", "2s", "--blocks", "1", "--clients", "1", "--report", report("e").toString()))
                .as(err.toString()).isZero();
        assertThat(Files.readString(report("e").resolve("results.csv")).lines().skip(1)).allMatch(row -> row.contains(",7.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"work_us\":[-1]}", "{\"work_us\":[1e300]}", "{\"work_us\":[", "{", "nothing of the kind", ""})
    void times_that_are_none_are_one_problem(String text) throws Exception {
        Path file = Files.writeString(report("times"), text);
        assertThat(run("--from", file.toString(), "--report", report("f").toString())).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("simulate: --from: ").contains(file.toString());
    }

    @Test
    void two_names_of_one_strategy_are_one_too_many() {
        assertThat(run("--strategies", "sticky-cookie,sticky-cookie+round-robin", "--report", report("g").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--strategies: one is there twice");
    }

    @Test
    void a_folder_that_cannot_be_written_is_said_before_anything_runs() throws Exception {
        Path file = Files.writeString(report("file"), "in the way");
        assertThat(run("--report", file.resolve("below").toString())).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("simulate: --report: cannot write to the folder '" + file);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void every_problem_is_one_line_and_nothing_is_run() {
        assertThat(run("--strategies", "fastest", "--clients", "0", "--rate", "5/s", "--blocks", "0", "--nodes", "20000", "--service", "soon",
                "--report", report("none").toString())).isEqualTo(2);
        assertThat(err.toString().lines().map(line -> line.split(":")[1].strip()))
                .containsExactlyInAnyOrder("--strategies", "--blocks", "--clients and --rate", "--clients", "--nodes", "--service");
        assertThat(report("none")).doesNotExist();
    }

    private static String[] with(String[] command, String last) {
        return Stream.concat(Stream.of(command), Stream.of(last)).toArray(String[]::new);
    }

    private static List<byte[]> files(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(file -> {
                try {
                    return Files.readAllBytes(file);
                } catch (java.io.IOException gone) {
                    throw new java.io.UncheckedIOException(gone);
                }
            }).toList();
        }
    }
}
