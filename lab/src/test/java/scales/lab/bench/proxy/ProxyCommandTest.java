package scales.lab.bench.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import scales.lab.Lab;

/** The whole command, with a balancer in a process of its own. Figures are to be there and possible; speed is nobody's matter here. */
@Timeout(120)
class ProxyCommandTest {
    @TempDir
    private Path folder;
    private final StringWriter printed = new StringWriter();

    private int bench(String... arguments) {
        CommandLine line = Lab.commands(Map.of()).setOut(new PrintWriter(printed)).setErr(new PrintWriter(printed));
        // Pinned, this process would run the other tests on one core.
        List<String> words = new ArrayList<>(List.of("bench", "proxy", "--quick", "--no-pin"));
        words.addAll(List.of(arguments));
        return line.execute(words.toArray(String[]::new));
    }

    @Test
    void our_balancer_is_measured_and_put_into_a_table() throws Exception {
        Path table = folder.resolve("table.md");

        assertThat(bench("--bodies", "0,100k", "--connections", "2", "--rate", "200", "--peers", "nobody", "--output", table.toString()))
                .as(printed.toString()).isZero();

        List<String[]> ours = Files.readAllLines(table).stream().filter(line -> line.contains("| " + Contender.OURS + " |"))
                .map(line -> line.substring(2).split(" \\| | \\|")).toList();
        assertThat(ours).extracting(row -> row[0]).containsExactly("0 -> 0", "100 KB -> 100 KB", Contender.OURS, Contender.OURS);
        assertThat(ours.subList(0, 2)).allSatisfy(row -> {
            assertThat(Long.parseLong(row[8])).as("requests: each connection's first at least").isGreaterThanOrEqualTo(2);
            assertThat(Double.parseDouble(row[7])).as("p99 ms").isPositive().isGreaterThanOrEqualTo(Double.parseDouble(row[6]));
        });
        // The system counts in hundredths of a second, and on a busy machine one short measurement may get less.
        assertThat(ours.subList(0, 2)).anySatisfy(row -> assertThat(Double.parseDouble(row[3])).as("CPU us").isPositive());
        assertThat(Long.parseLong(ours.get(3)[1])).as("CPU ms of the start").isPositive();
        assertThat(printed.toString()).contains(Files.readString(table)).contains("bench: without nobody, which was not found");
    }

    @Test
    void other_proxies_in_java_are_measured_beside_it() {
        assertThat(bench("--bodies", "1k", "--connections", "2", "--rate", "0", "--peers", "vertx-http-proxy,undertow,jetty"))
                .as(printed.toString()).isZero();
        assertThat(printed.toString().lines().filter(line -> line.startsWith("| 1 KB -> 1 KB | 2 |")).map(line -> line.split(" \\| ")[2]))
                .containsExactly(Contender.DIRECT, Contender.OURS, "vertx-http-proxy", "undertow", "jetty");
    }

    @Test
    void a_body_that_is_not_there_is_wrong() {
        assertThat(bench("--bodies", "3k")).isEqualTo(2);
        assertThat(printed.toString()).contains("--bodies must be of 0, 100k, 1k, 2m, got '3k'");
    }
}
