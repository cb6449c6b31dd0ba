package scales.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The program as its own process: streams, exit status, signals. */
class MainTest {
    @Test
    void serves_until_it_is_told_to_stop_and_that_is_no_failure() throws Exception {
        Process worker = start("--port=0", "--lame-duck=0s", "--id=s9");
        String line = worker.inputReader().readLine();
        assertThat(line).matches("\\S+ INFO  worker s9 serves on port \\d+ with \\d+ slots");

        terminate(worker);

        assertThat(exitStatus(worker)).isZero();
        assertThat(rest(worker.inputReader())).last().asString().endsWith("worker s9 stopped");
    }

    @Test
    void logs_one_json_object_a_line_when_asked_to() throws Exception {
        Process worker = start("--port=0", "--lame-duck=0s", "--log=json");
        String line = worker.inputReader().readLine();
        terminate(worker);

        assertThat(line).startsWith("{\"timestamp\":").contains("\"level\":\"INFO\"", "serves on port").endsWith("}");
        assertThat(exitStatus(worker)).isZero();
    }

    @Test
    void a_taken_port_is_one_clear_line() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            Process worker = start("--port=" + taken.getLocalPort());

            assertThat(rest(worker.errorReader())).singleElement().asString()
                    .startsWith("cannot listen on 0.0.0.0 port " + taken.getLocalPort());
            assertThat(exitStatus(worker)).isEqualTo(1);
        }
    }

    @Test
    void wrong_options_are_a_line_each_on_standard_error() throws Exception {
        Process worker = start("--port=x", "--slots=0");

        assertThat(rest(worker.errorReader())).hasSize(2);
        assertThat(rest(worker.inputReader())).isEmpty();
        assertThat(exitStatus(worker)).isEqualTo(2);
    }

    private static Process start(String... options) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp", System.getProperty("java.class.path"), "-XX:TieredStopAtLevel=1", Main.class.getName()),
                        Stream.of(options))
                .toList();
        return new ProcessBuilder(command).start();
    }

    /** By its handle: the process' own way also closes its streams. */
    private static void terminate(Process process) {
        assertThat(process.toHandle().destroy()).isTrue();
    }

    private static List<String> rest(BufferedReader output) {
        return output.lines().collect(Collectors.toList());
    }

    private static int exitStatus(Process process) throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ends within 30 s").isTrue();
        return process.exitValue();
    }
}
