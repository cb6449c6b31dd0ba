package scales.lab.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scales.lab.course.Document.Block;
import scales.lab.course.Document.Chapter;
import scales.lab.up.TestCluster;

/** The course's tasks as {@code docs/lab.md} prints them, on a real cluster, with other ports: what is said to come out comes out. */
@Timeout(180)
class LabDocumentIT {
    private static final Path ROOT = Path.of(System.getProperty("scales.root"));
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String END = "=== end of block";

    @TempDir
    private Path folder;

    static Stream<Chapter> chapters() throws IOException {
        return Document.chapters(ROOT.resolve("docs/lab.md")).stream();
    }

    @ParameterizedTest
    @MethodSource("chapters")
    void what_the_document_prints_is_what_comes_out(Chapter chapter) throws Exception {
        assumeTrue(runs("socat", "-V") && runs("curl", "--version"), "socat and curl are installed");
        List<String> options = new ArrayList<>(chapter.upOptions());
        boolean processes = options.remove("--processes");
        String[] words = options.toArray(String[]::new);
        try (TestCluster cluster = processes ? TestCluster.startProcesses(2, words) : TestCluster.start(2, words)) {
            List<String> outputs = run(cluster, chapter.blocks());
            for (int i = 0; i < chapter.blocks().size(); i++) {
                Block block = chapter.blocks().get(i);
                assertThat(outputs).as("of '%s'", block.commands()).hasSizeGreaterThan(i);
                assertThat(outputs.get(i)).as(block.commands()).matches(Document.pattern(block.expected()));
            }
        }
    }

    /** All blocks in one shell, as a reader keeps one open. */
    private List<String> run(TestCluster cluster, List<Block> blocks) throws Exception {
        Files.createDirectory(folder.resolve("docs"));
        Files.copy(ROOT.resolve("docs/lab.jmx"), folder.resolve("docs/lab.jmx"));
        Path scales = Files.writeString(folder.resolve("scales"),
                "#!/bin/sh\nshift\nexec '%s' -cp '%s' scales.worker.Main \"$@\"\n".formatted(JAVA, System.getProperty("java.class.path")));
        assertThat(scales.toFile().setExecutable(true)).isTrue();
        StringBuilder script = new StringBuilder("""
                jmeter() {
                    '%s' -XX:TieredStopAtLevel=1 -Djava.util.prefs.userRoot=. -jar '%s' "$@" -Jport=%d -Jjmeterengine.nongui.port=0 >jmeter.out 2>&1
                }
                """.formatted(JAVA, ROOT.resolve("lab/target/jmeter/bin/ApacheJMeter.jar"), URI.create(cluster.url()).getPort()));
        blocks.forEach(block -> script.append(here(cluster, block.commands())).append("\necho '").append(END).append("'\n"));
        Process bash = new ProcessBuilder("bash", "-u", "-c", script.toString()).directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(bash.getInputStream().readAllBytes());
        bash.waitFor();
        return Stream.of(said.split(END + "\n")).map(LabDocumentIT::stripped).toList();
    }

    private static String stripped(String output) {
        return String.join("\n", output.lines().map(String::strip).toList());
    }

    private static String here(TestCluster cluster, String commands) {
        return commands
                .replace("http://127.0.0.1:8888", cluster.url())
                .replace("http://127.0.0.1:1936", cluster.adminUrl())
                .replace("tcp:127.0.0.1:9999", "tcp:127.0.0.1:" + cluster.cliPort())
                .replace("127.0.0.1:3001", "127.0.0.1:" + cluster.worker("s1").port())
                .replace("--port 3003", "--port 0")
                .replace("4711", cluster.worker("s1").pid().isPresent() ? Long.toString(cluster.worker("s1").pid().getAsLong()) : "4711");
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
