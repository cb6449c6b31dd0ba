package scales.balancer.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scales.balancer.strategy.Strategies;

class ConfigReaderTest {
    @TempDir
    Path folder;

    private static Judgement read(Map<String, String> environment, String... arguments) {
        return new ConfigReader(environment, Strategies::problem).read(arguments);
    }

    private static BalancerConfig config(Map<String, String> environment, String... arguments) {
        Judgement judgement = read(environment, arguments);
        assertThat(judgement.problems()).isEmpty();
        return judgement.config();
    }

    @Test
    void defaults_are_those_documented() {
        BalancerConfig config = config(Map.of());
        assertThat(config.listen()).isEqualTo(new BalancerConfig.Listen(
                "0.0.0.0", 8888, "127.0.0.1", 1936, List.of(), 9999, false, Runtime.getRuntime().availableProcessors()));
        assertThat(config.strategy()).isEqualTo("round-robin");
        assertThat(config.cookie()).isEqualTo(new BalancerConfig.Cookie("insert", "SERVERID"));
        assertThat(config.checks()).isEqualTo(new BalancerConfig.Checks(
                "GET", "/health", Duration.ofSeconds(2), Duration.ofSeconds(2), 2, 3));
        assertThat(config.retries()).isEqualTo(new BalancerConfig.Retries(3, 20));
        assertThat(config.ejection()).isEqualTo(new BalancerConfig.Ejection(3, Duration.ofSeconds(5), Duration.ofMinutes(5)));
        assertThat(config.slowStart()).isZero();
        assertThat(config.nodes()).isEmpty();
        assertThat(config.adminToken()).isNull();
    }

    @Test
    void the_command_line_beats_the_environment_and_that_beats_the_file() throws IOException {
        Path file = Files.writeString(folder.resolve("scales.properties"), "port=1\nadmin-port=2\ncli-port=3\nnode=s9=h:1\n");
        BalancerConfig config = config(
                Map.of("SCALES_PORT", "10", "SCALES_ADMIN_PORT", "20", "SCALES_CONFIG", file.toString()), "--port", "100");
        assertThat(config.listen().port()).isEqualTo(100);
        assertThat(config.listen().adminPort()).isEqualTo(20);
        assertThat(config.listen().cliPort()).isEqualTo(3);
        assertThat(config.nodes()).containsExactly(new NodeEntry("s9", "h:1", 1, 0));
    }

    @Test
    void nodes_come_one_by_one_or_several_at_once() {
        assertThat(config(Map.of(), "--node", "a=h:1,weight=0,limit=3", "--node", "b=[::1]:2").nodes())
                .containsExactly(new NodeEntry("a", "h:1", 0, 3), new NodeEntry("b", "[::1]:2", 1, 0));
        assertThat(config(Map.of("SCALES_NODE", "a=h:1 b=h:2,weight=256")).nodes())
                .containsExactly(new NodeEntry("a", "h:1", 1, 0), new NodeEntry("b", "h:2", 256, 0));
    }

    @Test
    void every_problem_is_told_at_once_in_one_line_each() {
        Judgement judgement = read(Map.of("SCALES_CHECK_TIMEOUT", "soon", "SCALES_CHECK_RISE", "many"),
                "--port", "x", "--admin-port", "70000", "--strategy", "foo", "--node", "bla", "--node", "s1=h:0",
                "--check-interval", "3", "--log", "xml", "--cookie-mode", "append", "--nonsense");
        assertThat(judgement.config()).isNull();
        assertThat(judgement.problems()).allSatisfy(problem -> assertThat(problem).doesNotContain("\n"));
        for (String option : new String[] {"--check-timeout", "--check-rise", "--port", "--admin-port", "--strategy", "--node",
            "--check-interval", "--log", "--cookie-mode", "--nonsense"}) {
            assertThat(judgement.problems()).as(option).anyMatch(problem -> problem.contains(option));
        }
    }

    @Test
    void a_wrong_value_at_the_very_end_is_one_problem() {
        assertThat(read(Map.of(), "--port", "x").problems()).singleElement().asString().contains("--port");
        assertThat(read(Map.of("SCALES_CLI_ADMIN", "maybe")).problems()).singleElement().asString().contains("--cli-admin");
    }

    @Test
    void ejections_cannot_end_before_they_began() {
        assertThat(read(Map.of(), "--eject-time", "10s", "--eject-most", "9s").problems())
                .containsExactly("--eject-most: expected --eject-time or more");
        assertThat(read(Map.of(), "--eject-time", "0s", "--eject-after", "-1").problems()).hasSize(2);
    }

    @Test
    void a_wrong_file_is_a_problem() throws IOException {
        Path file = Files.writeString(folder.resolve("scales.properties"), "prot=1\n");
        assertThat(read(Map.of(), "--config", file.toString()).problems()).singleElement().asString().contains("unknown key 'prot'");
        assertThat(read(Map.of(), "--config=" + folder.resolve("absent")).problems()).singleElement().asString().endsWith("absent is not there");
    }

    @Test
    void a_node_named_twice_is_a_problem() {
        assertThat(read(Map.of(), "--node", "a=h:1", "--node", "a=h:2").problems())
                .containsExactly("--node: 'a' is there twice");
    }

    @Test
    void each_wrong_node_of_a_line_is_a_problem() throws IOException {
        Path file = Files.writeString(folder.resolve("scales.properties"), "node = n1=h:0 n2=h:80 n3=:80 n2=h:81\n");
        String expected = "--node: expected ID=HOST:PORT[,weight=W][,limit=L], got '%s'";
        assertThat(read(Map.of(), "--config", file.toString()).problems())
                .containsExactly(expected.formatted("n1=h:0"), expected.formatted("n3=:80"), "--node: 'n2' is there twice");
    }

    @Test
    void a_node_is_not_named_as_a_step_in_a_path() {
        assertThat(read(Map.of(), "--node", ".=h:1", "--node", "..=h:2").problems()).hasSize(2).allMatch(line -> line.contains("--node"));
        assertThat(config(Map.of(), "--node", "...=h:1").nodes()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"999.1.1.1", "10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "abc", "::1/129", "1::2::3", ".:", "fe80", "::ffff:10.0.0.1/33"})
    void what_is_no_network_is_a_problem_that_names_its_option(String network) {
        for (String option : new String[] {"--trusted-proxy", "--admin-network", "--proxy-protocol"}) {
            assertThat(read(Map.of(), "--check", option, network).problems()).singleElement().asString().startsWith(option + ": ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "0.0.0.0/0", "255.255.255.255/32", "::1", "2001:db8::/128", "::ffff:10.0.0.1/32"})
    void networks_are_literal_addresses_with_a_prefix_or_none(String network) {
        assertThat(config(Map.of(), "--trusted-proxy", network).trustedProxies()).containsExactly(network);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "--admin-port 8888", "--cli-port 1936", "--proxy-protocol-port 8888 --proxy-protocol 10.0.0.1",
        "--port 7 --host 127.0.0.1 --admin-port 7"})
    void two_listeners_on_one_port_are_a_problem(String arguments) {
        assertThat(read(Map.of(), arguments.split(" ")).problems()).singleElement().asString().contains("expected another port");
    }

    @Test
    void ports_that_do_not_meet_may_be_equal() {
        config(Map.of(), "--port", "0", "--admin-port", "0", "--cli-port", "0");
        config(Map.of(), "--proxy-protocol-port", "8888");
        config(Map.of(), "--host", "10.0.0.1", "--port", "1936");
    }

    @Test
    void a_key_that_is_there_twice_is_a_problem() throws IOException {
        Path file = Files.writeString(folder.resolve("scales.properties"), "node=a=h:1\nnode=b=h:2\n");
        assertThat(read(Map.of(), "--config", file.toString()).problems()).containsExactly(file + ": key 'node' is there twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=h/:1", "a=::1:80", "a=[::1:80"})
    void an_address_that_cannot_be_connected_to_is_a_problem(String node) {
        assertThat(read(Map.of(), "--node", node).problems()).singleElement().asString().contains("--node");
    }

    @Test
    void help_and_version_are_answered() {
        assertThat(read(Map.of(), "--help").text()).contains("--strategy", "Usage");
        assertThat(read(Map.of(), "--version").text()).startsWith("scales balancer");
    }

    @Test
    void the_token_comes_from_the_environment_or_a_file_that_is_made_when_absent() throws IOException {
        assertThat(config(Map.of("SCALES_ADMIN_TOKEN", "secret")).adminToken()).isEqualTo("secret");
        Path file = folder.resolve("token");
        String made = config(Map.of(), "--admin-token-file", file.toString()).adminToken();
        assertThat(made).hasSizeGreaterThan(40);
        assertThat(config(Map.of(), "--admin-token-file", file.toString()).adminToken()).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).endsWith("---");
    }

    @Test
    void a_check_only_judges() throws IOException {
        Path token = folder.resolve("token");
        assertThat(read(Map.of(), "--check", "--admin-token-file", token.toString()).text()).isEqualTo("The configuration is valid.");
        assertThat(token).doesNotExist();
        assertThat(read(Map.of(), "--check", "--port", "x").problems()).hasSize(1);
        Path file = Files.writeString(folder.resolve("scales.properties"), "check=true\n");
        assertThat(read(Map.of(), "--config", file.toString()).problems()).singleElement().asString().contains("unknown key 'check'");
    }
}
