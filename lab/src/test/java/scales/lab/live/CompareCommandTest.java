package scales.lab.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import scales.lab.sim.SimulateCommand;
import scales.lab.up.TestCluster;

class CompareCommandTest {
    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Small, as these clusters share a machine with a build. */
    @BeforeEach
    void picture() throws Exception {
        Files.createDirectories(folder.resolve("pictures"));
        ImageIO.write(new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB), "png", folder.resolve("pictures/small.png").toFile());
    }

    private int run(Callable<Integer> command, String report, String scenario, String... more) throws Exception {
        Path file = Files.writeString(folder.resolve("mine.txt"), scenario);
        List<String> arguments = new ArrayList<>(List.of("--scenario", file.toString(), "--report", folder.resolve(report).toString()));
        arguments.addAll(List.of(more));
        return new CommandLine(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments.toArray(String[]::new));
    }

    private int compare(String scenario, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(more));
        if (!arguments.contains("--pictures")) {
            arguments.addAll(List.of("--pictures", folder.resolve("pictures").toString()));
        }
        return run(new CompareCommand(), "live", scenario, arguments.toArray(String[]::new));
    }

    /** One a block. */
    private List<Map<String, String>> rows(String report) throws Exception {
        List<String> lines = Files.readAllLines(folder.resolve(report).resolve("results.csv"));
        String[] head = lines.get(0).split(",");
        return lines.stream().skip(1).map(line -> line.split(",", -1))
                .map(cells -> IntStream.range(0, head.length).boxed().collect(Collectors.toMap(i -> head[i], i -> cells[i]))).toList();
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }

    private static double share(Map<String, String> row, String node) {
        return number(row, "requests_" + node) / number(row, "requests");
    }

    private double share(String report, String strategy, String node) throws Exception {
        return rows(report).stream().filter(row -> row.get("strategy").equals(strategy)).mapToDouble(row -> share(row, node)).average().orElseThrow();
    }

    private double mean(String report, String strategy, String column) throws Exception {
        return rows(report).stream().filter(row -> row.get("strategy").equals(strategy)).mapToDouble(row -> number(row, column)).average().orElseThrow();
    }

    @Test
    void a_node_that_dies_and_comes_back_costs_nobody_an_answer() throws Exception {
        assertThat(compare("nodes = 2\nclients = 4\nthink = 20ms\nduration = 2s\nat 300ms: kill s1\nat 1300ms: start s1\n",
                "--strategies", "round-robin,sticky-cookie+least-connections", "--blocks", "2")).as(err.toString()).isZero();
        assertThat(rows("live")).hasSize(4).allSatisfy(row -> {
            assertThat(number(row, "errors")).isZero();
            assertThat(number(row, "requests")).isPositive();
        });
        // The strategy that was second in the first block is first in the second.
        assertThat(rows("live").stream().map(row -> row.get("strategy")))
                .containsExactly("round-robin", "sticky-cookie+least-connections", "sticky-cookie+least-connections", "round-robin");
        assertThat(rows("live").stream().filter(row -> row.get("strategy").startsWith("sticky")).mapToDouble(row -> number(row, "moved_clients")).sum()).isPositive();
        assertThat(Files.readString(folder.resolve("live/index.html"))).contains("<svg", "at 300ms: kill s1", "processes", "taking turns");
        assertThat(Files.readString(folder.resolve("live/results.json"))).contains("\"work_us\"");
    }

    @Test
    void a_node_that_leaves_is_gone_and_there_again_in_the_next_block() throws Exception {
        assertThat(compare("nodes = 2\nclients = 2\nduration = 1s\npath = /\nat 100ms: leave s2\n", "--strategies", "round-robin", "--blocks", "2"))
                .as(err.toString()).isZero();
        assertThat(rows("live")).hasSize(2).allSatisfy(row -> assertThat(number(row, "requests_s2")).isPositive());
        assertThat(Files.readString(folder.resolve("live/report.md"))).doesNotContain("could not be done");
    }

    @Test
    void who_was_to_start_while_a_node_was_frozen_has_waited_since_then() throws Exception {
        assertThat(compare("nodes = 1\nrate = 50/s\nduration = 3s\npath = /\nat 1s: freeze s1\nat 2s: thaw s1\n",
                "--strategies", "round-robin", "--blocks", "1")).as(err.toString()).isZero();
        Map<String, String> row = rows("live").get(0);
        // A third of all came within that second, and waited for what was left of it. One after the other, only one would have waited.
        assertThat(number(row, "requests")).isBetween(110.0, 190.0);
        assertThat(number(row, "errors")).isZero();
        assertThat(number(row, "p95_ms")).isGreaterThan(600);
    }

    @Test
    void a_real_cluster_and_virtual_time_agree() throws Exception {
        String scenario = "nodes = 3\nnode s1 = speed 0.25\nclients = 6\nservice = fixed 60ms\nduration = 3s\n";
        String[] both = {"--strategies", "round-robin,least-connections", "--blocks", "2"};
        String[] paced = Arrays.copyOf(both, both.length + 2);
        paced[both.length] = "--service";
        paced[both.length + 1] = "scenario";
        assertThat(compare(scenario, paced)).as(err.toString()).isZero();
        assertThat(run(new SimulateCommand(), "virtual", scenario, both)).isZero();

        // Not of the real one: how long it takes is also the doing of whatever else the machine does.
        assertThat(mean("virtual", "least-connections", "mean_ms")).isLessThan(mean("virtual", "round-robin", "mean_ms"));
        for (String node : List.of("s1", "s2", "s3")) {
            assertThat(share("live", "round-robin", node)).isCloseTo(1 / 3.0, within(0.03));
            assertThat(share("live", "least-connections", node)).isCloseTo(share("virtual", "least-connections", node), within(0.12));
        }
    }

    @Test
    void a_running_cluster_is_left_as_it_was() throws Exception {
        try (TestCluster cluster = TestCluster.start(2, "--strategy", "first")) {
            cluster.change("s2", "weight", 3);
            assertThat(compare("nodes = 2\nclients = 2\nduration = 1s\nat 300ms: drain s2\nat 500ms: latency s1 5ms\nat 700ms: weight s2 9\n",
                    "--strategies", "round-robin", "--blocks", "1", "--target", cluster.url(), "--admin", cluster.adminUrl())).as(err.toString()).isZero();
            assertThat(cluster.nodes("weight")).containsEntry("s2", 3);
            assertThat(cluster.nodes("state")).containsEntry("s2", "ready");
            assertThat(cluster.admin("GET", "/admin/strategy", null).getString("strategy")).isEqualTo("first");
            assertThat(share(rows("live").get(0), "s1")).isGreaterThan(share(rows("live").get(0), "s2"));
        }
    }

    @Test
    void clients_have_addresses_of_their_own_unless_they_are_to_share_one() throws Exception {
        String load = "nodes = 2\nclients = 8\nduration = 500ms\npath = /\n";
        try (TestCluster cluster = TestCluster.start(2)) {
            String[] there = {"--strategies", "ip-hash", "--blocks", "1", "--target", cluster.url(), "--admin", cluster.adminUrl()};
            assertThat(compare(load, there)).as(err.toString()).isZero();
            assertThat(share(rows("live").get(0), "s1")).isBetween(0.1, 0.9);
            assertThat(compare(load + "addresses = one\n", there)).as(err.toString()).isZero();
            assertThat(Math.abs(share(rows("live").get(0), "s1") - 0.5)).isEqualTo(0.5);
        }
    }

    @Test
    void a_new_rate_holds_at_once() throws Exception {
        try (TestCluster cluster = TestCluster.start(1)) {
            assertThat(compare("nodes = 1\nrate = 0.001/s\nduration = 2s\npath = /\nat 100ms: rate 50\n", "--strategies", "first", "--blocks", "1",
                    "--target", cluster.url(), "--admin", cluster.adminUrl())).as(err.toString()).isZero();
            assertThat(number(rows("live").get(0), "requests")).isPositive();
        }
    }

    @Test
    void every_problem_is_one_line_and_nothing_is_run() throws Exception {
        assertThat(compare("nodes = 2\nat 1s: kill s1\n", "--target", "elsewhere", "--blocks", "1", "--service", "soon", "--pictures",
                folder.resolve("none").toString(), "--clients", "9999")).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(6).allMatch(line -> line.startsWith("compare: --"));
        assertThat(err.toString()).contains("cannot do 'at 1s: kill s1'");
        assertThat(folder.resolve("live")).doesNotExist();
    }

    @Test
    void what_a_real_cluster_cannot_be_is_said_before_it_starts() throws Exception {
        assertThat(compare("nodes = 33\nnode s1 = speed 2\n")).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(2).allMatch(line -> line.startsWith("compare: --scenario: "));
    }

    @Test
    void a_cluster_that_is_not_there_is_said() throws Exception {
        assertThat(compare("nodes = 2\n", "--target", "http://127.0.0.1:1", "--admin", "http://127.0.0.1:1")).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("http://127.0.0.1:1");
    }
}
