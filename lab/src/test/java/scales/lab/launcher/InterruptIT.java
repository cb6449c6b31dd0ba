package scales.lab.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import scales.lab.up.TestCluster;

/** Ctrl-C, as a terminal sends it: what was done by then is reported. */
@Timeout(300)
class InterruptIT {
    @TempDir
    private Path folder;
    private Clone clone;
    private Process process;

    @BeforeEach
    void a_clone_that_was_built() throws Exception {
        assumeFalse(isInterruptIgnored(), "started in the background of a script, where Ctrl-C means nothing to anybody");
        clone = Clone.built(folder);
        // For what compare starts.
        clone.tool("sh", "exec /bin/sh \"$@\"");
    }

    @AfterEach
    void leave_nothing() throws IOException {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            clone.unlink();
        }
    }

    @Test
    void simulate_reports_its_whole_blocks() throws Exception {
        start("simulate", "--blocks", "1000");
        awaitLine(" of 2000, ");
        String said = interrupted();
        assertThat(said).contains("Report: ", "million a minute and core");
        assertThat(Files.readString(report("report.md"))).contains("It was stopped before its end");
        assertThat(Files.readAllLines(report("results.csv"))).hasSizeBetween(1 + 1, 2000);
    }

    @Test
    void compare_reports_its_whole_blocks_and_leaves_no_process() throws Exception {
        start("compare", "--blocks", "3", "--duration", "4s", "--clients", "2", "--path", "/");
        awaitLine("least-connections, block 1 ");
        List<ProcessHandle> cluster = process.descendants().toList();
        assertThat(cluster).isNotEmpty();
        assertThat(interrupted()).contains("Report: ");
        assertThat(Files.readAllLines(report("results.csv"))).hasSizeBetween(1 + 1, 6).anyMatch(line -> line.startsWith("round-robin,1,"));
        TestCluster.until("the cluster is gone", () -> cluster.stream().noneMatch(ProcessHandle::isAlive));
    }

    private Path report(String file) {
        return folder.resolve("report").resolve(file);
    }

    private void start(String command, String... options) throws IOException {
        String[] words = Stream.concat(Stream.of(command, "--report", folder.resolve("report").toString()), Stream.of(options)).toArray(String[]::new);
        process = clone.command(clone.root.resolve("scales"), words).redirectErrorStream(true).start();
    }

    private void awaitLine(String part) throws IOException {
        BufferedReader output = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.contains(part)) {
                return;
            }
        }
        throw new AssertionError("ended without '" + part + "':\n" + said);
    }

    /** @return what it said then */
    private String interrupted() throws Exception {
        assertThat(new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).inheritIO().start().waitFor()).isZero();
        String said = String.join("\n", process.inputReader().lines().toList());
        assertThat(process.waitFor()).as(said).isEqualTo(130);
        return said;
    }

    /** Every process inherits that, and Java respects it. */
    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status) && Files.readAllLines(status).stream().filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }
}
