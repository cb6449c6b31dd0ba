package scales.lab.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import scales.lab.Lab;

class UpReaderTest {
    private final List<String> problems = new ArrayList<>();

    @Test
    void the_defaults_are_those_documented() {
        UpConfig config = read(Map.of());

        assertThat(problems).isEmpty();
        assertThat(Ports.of(config)).extracting(wanted -> wanted.option() + " " + wanted.port()).containsExactly(
                "--port 8888", "--admin-port 1936", "--cli-port 9999", "--worker-port 3001", "--worker-port 3002");
        assertThat(config.workers()).extracting(WorkerPlan::id).containsExactly("s1", "s2");
        assertThat(config.processes()).isFalse();
        assertThat(config.balancer().strategy()).isEqualTo("round-robin");
    }

    @Test
    void what_it_does_not_know_is_for_the_balancer() {
        UpConfig config = read(Map.of(), "--workers", "3", "--strategy", "sticky-cookie", "--cookie=NODESESSID", "--processes",
                "--check-path", "/", "--worker-port=0");

        assertThat(problems).isEmpty();
        assertThat(config.workers()).extracting(WorkerPlan::port).containsExactly(0, 0, 0);
        assertThat(config.processes()).isTrue();
        assertThat(config.balancer().strategy()).isEqualTo("sticky-cookie");
        assertThat(config.balancer().cookie().name()).isEqualTo("NODESESSID");
        assertThat(config.balancer().checks().path()).isEqualTo("/");
    }

    @Test
    void the_environment_stands_in_for_options_of_all_three() {
        UpConfig config = read(Map.of("SCALES_WORKERS", "1", "SCALES_PROCESSES", "true", "SCALES_STRATEGY", "first", "SCALES_SLOTS", "7",
                "SCALES_PORT", "8000"));

        assertThat(problems).isEmpty();
        assertThat(config.processes()).isTrue();
        assertThat(config.balancer().listen().port()).isEqualTo(8000);
        assertThat(config.workers()).singleElement().satisfies(worker -> {
            assertThat(worker.config().slots().slots()).isEqualTo(7);
            assertThat(worker.port()).isEqualTo(3001);
        });
    }

    @Test
    void everything_wrong_is_said_at_once() {
        read(Map.of("SCALES_WORKER_PORT", "many"), "--workers", "0", "--strategy", "least", "--port", "x", "--no-such");

        assertThat(problems).hasSize(5).anyMatch(line -> line.contains("--worker-port") && line.contains("many"))
                .anyMatch(line -> line.startsWith("--workers: expected 1 to 100"))
                .anyMatch(line -> line.contains("--strategy")).anyMatch(line -> line.contains("--port'"))
                .anyMatch(line -> line.contains("--no-such"));
    }

    @Test
    void names_and_ports_are_given_once() {
        read(Map.of(), "--port", "3002", "--node", "s1=127.0.0.1:4000");

        assertThat(problems).containsExactlyInAnyOrder("--node: 's1' is the name of one of the workers",
                "--worker-port: port 3002 is wanted by --port too");
    }

    @Test
    void checking_a_configuration_is_the_balancers() {
        read(Map.of(), "--check");

        assertThat(problems).containsExactly("--check: is for './scales balancer' alone");
    }

    @Test
    void what_the_workers_would_refuse_is_refused() {
        read(Map.of("SCALES_SLOTS", "0"));

        assertThat(problems).singleElement().asString().startsWith("for the workers: --slots");
    }

    @Test
    void a_port_in_use_is_named_with_its_option() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            UpConfig config = read(Map.of(), "--port", "0", "--cli-port", "0", "--worker-port", "0",
                    "--admin-port", String.valueOf(other.getLocalPort()));
            assertThat(Ports.problems(Ports.of(config))).singleElement().asString()
                    .startsWith("cannot listen on port " + other.getLocalPort()).endsWith("choose another with --admin-port");
        }
    }

    @Test
    void help_names_every_command() {
        StringWriter text = new StringWriter();
        CommandLine commands = Lab.commands(Map.of()).setOut(new PrintWriter(text));
        assertThat(commands.execute("--help")).isZero();
        assertThat(text.toString()).contains("\n  up ").contains("\n  balancer, worker ");
        assertThat(commands.execute("up", "--help")).isZero();
        assertThat(text.toString()).contains("--workers", "--worker-port", "--processes");
    }

    private UpConfig read(Map<String, String> environment, String... words) {
        CommandLine line = UpCommand.line(environment);
        line.parseArgs(words);
        return ((UpCommand) line.getCommand()).judge(problems);
    }
}
