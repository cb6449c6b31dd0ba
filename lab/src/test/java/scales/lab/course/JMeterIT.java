package scales.lab.course;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import scales.lab.up.TestCluster;

/** JMeter itself runs the lab's plan, {@code docs/lab.jmx}, and counts as it did with HAProxy; more of it in {@link LabDocumentIT}. */
@Timeout(120)
class JMeterIT {
    private static final Path ROOT = Path.of(System.getProperty("scales.root"));

    private static final Path PLAN = ROOT.resolve("docs/lab.jmx");

    @TempDir
    private Path folder;
    private TestCluster cluster;

    @BeforeEach
    void start() {
        cluster = TestCluster.start(2);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void threads_that_keep_the_applications_own_cookie_keep_their_nodes() throws Exception {
        cluster.admin("PUT", "/admin/strategy",
                new JsonObject().put("strategy", "sticky-cookie").put("mode", "prefix").put("cookie", "NODESESSID"));
        assertThat(count(run(PLAN, "-Jthreads=2", "-Jloops=200"))).isEqualTo(Map.of("s1", 200, "s2", 200));
    }

    @Test
    void weights_decide_exactly_when_cookies_are_cleared() throws Exception {
        cluster.strategy("sticky-cookie");
        cluster.change("s1", "weight", 2);
        List.of("s1", "s2").forEach(id -> cluster.delay(id, 25));
        assertThat(count(run(clearing(), "-Jthreads=2", "-Jloops=30"))).isEqualTo(Map.of("s1", 40, "s2", 20));
    }

    /** As with the tick at "Clear cookies each iteration". */
    private Path clearing() throws IOException {
        String kept = Files.readString(PLAN);
        String cleared = kept.replace("clearEachIteration\">false", "clearEachIteration\">true");
        assertThat(cleared).isNotEqualTo(kept);
        return Files.writeString(folder.resolve("clearing.jmx"), cleared);
    }

    /** @return the label of each sample */
    private List<String> run(Path plan, String... settings) throws Exception {
        Path samples = folder.resolve("samples.csv");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-Djava.util.prefs.userRoot=" + folder,
                "-jar", ROOT.resolve("lab/target/jmeter/bin/ApacheJMeter.jar").toString(),
                "-n", "-t", plan.toString(), "-l", samples.toString(), "-j", folder.resolve("jmeter.log").toString(),
                // Otherwise it listens on a port of its own for a word to stop.
                "-Jjmeterengine.nongui.port=0",
                "-Jport=" + URI.create(cluster.url()).getPort()));
        command.addAll(List.of(settings));
        Process jmeter = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(jmeter.getInputStream().readAllBytes());
        assertThat(jmeter.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(jmeter.exitValue()).as(said).isZero();
        assertThat(said).contains("Err:     0 (0.00%)");
        List<String> lines = Files.readAllLines(samples);
        assertThat(lines.get(0)).startsWith("timeStamp,elapsed,label,responseCode,");
        return lines.stream().skip(1).map(line -> line.split(",")[2]).toList();
    }

    /** @return how often each node's tag was found in an answer */
    private static Map<String, Integer> count(List<String> labels) {
        Map<String, Integer> counts = new TreeMap<>();
        Stream<String> tags = labels.stream().filter(label -> !label.equals("GET /"));
        tags.forEach(tag -> counts.merge(tag, 1, Integer::sum));
        return counts;
    }
}
