package scales.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioReaderTest {
    @Test
    void everything_that_can_be_said_is_read() throws Exception {
        Scenario scenario = ScenarioReader.read("mine", """
                # A comment.
                about = One of everything.
                nodes = 3
                slots = 4
                limit = slots
                node s1 = weight 2, speed 0.25   # the slow one
                node extra = limit 0
                rate = 12.5/s
                visitors = 7
                cookies = clear
                addresses = one
                service = lognormal 20ms 1.0
                path = /
                queue = 9
                duration = 1m
                at 20s: delay s1 250ms
                at 1500ms: drain s2
                at 30s: rate 50
                """);
        assertThat(scenario.nodes()).containsExactly(new NodePlan("s1", 2, 4, 4, 0.25), new NodePlan("s2", 1, 4, 4, 1),
                new NodePlan("s3", 1, 4, 4, 1), new NodePlan("extra", 1, 4, 0, 1));
        assertThat(scenario.load()).isEqualTo(new Scenario.Load(0, 12.5, Duration.ZERO, 7, false, true));
        assertThat(scenario.faults()).extracting(Fault::text)
                .containsExactly("at 1500ms: drain s2", "at 20s: delay s1 250ms", "at 30s: rate 50");
        assertThat(scenario.duration()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void all_problems_are_found_at_once_each_with_its_line() {
        assertThatThrownBy(() -> ScenarioReader.read("bad", """
                nodes = many
                colour = green
                service = quick 5ms
                at soon: kill s1
                at 5s: tickle s1
                at 5s: delay s1
                at 6s: kill s9
                node s1 = weight 300
                cookies = keep
                cookies = keep
                """)).asInstanceOf(InstanceOfAssertFactories.type(ScenarioReader.Unreadable.class))
                .extracting(ScenarioReader.Unreadable::problems, InstanceOfAssertFactories.list(String.class))
                .satisfiesExactlyInAnyOrder(
                        problem -> assertThat(problem).startsWith("bad:1: expected 1 to 10000"),
                        problem -> assertThat(problem).startsWith("bad:2:").contains("known key"),
                        problem -> assertThat(problem).startsWith("bad:3: expected 'fixed TIME'"),
                        problem -> assertThat(problem).startsWith("bad:4: expected a time"),
                        problem -> assertThat(problem).startsWith("bad:5: expected one of"),
                        problem -> assertThat(problem).startsWith("bad:6: expected 'at TIME: delay NODE TIME'"),
                        problem -> assertThat(problem).contains("there is no node s9"),
                        problem -> assertThat(problem).startsWith("bad:8: expected 0 to 256"),
                        problem -> assertThat(problem).startsWith("bad:10: 'cookies' is there twice"));
    }

    @Test
    void problems_come_in_the_order_of_their_lines() {
        assertThat(problems("at 6s: kill s9\nclients = 2\nnode ../x = weight 2\nrate = 5/s\nduration = 0s\nnode s1 = weight 2\nnode s1 = weight 3\nat 1s: join ..\n"
                + "think = 25h\n")).extracting(problem -> problem.substring(0, 6)).containsExactly("bad:1:", "bad:3:", "bad:4:", "bad:5:", "bad:7:", "bad:8:", "bad:9:");
    }

    private static List<String> problems(String text) {
        try {
            ScenarioReader.read("bad", text);
            return List.of();
        } catch (ScenarioReader.Unreadable wrong) {
            return wrong.problems();
        }
    }

    @Test
    void who_left_may_join_and_is_not_there_until_then() {
        assertThat(problems("at 1s: leave s1\nat 2s: join s1\nat 3s: drain s1\n")).isEmpty();
        assertThat(problems("at 1s: leave s1\nat 2s: drain s1\n")).containsExactly("bad:2: 'at 2s: drain s1': there is no node s1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"|s1 s2", "a b|a b", "a|s1 a", "s2|s1 s2", "x y z|x y z", "s3 s1|s1 s3"})
    void there_are_two_nodes_with_those_that_have_a_name_unless_more_have(String named, String all) throws Exception {
        String text = named == null ? "" : Stream.of(named.split(" ")).map(id -> "node " + id + " = weight 1\n").collect(Collectors.joining());
        assertThat(ScenarioReader.read("mine", "\uFEFF" + text).nodes()).extracting(NodePlan::id).containsExactly(all.split(" "));
    }

    @Test
    void what_cannot_be_read_is_said_in_a_line(@TempDir Path folder) throws Exception {
        Path latin = Files.write(folder.resolve("latin.txt"), new byte[] {'#', (byte) 0xe9});
        assertThatThrownBy(() -> Scenarios.find("/")).hasMessage("--scenario: '/' is a folder");
        assertThatThrownBy(() -> Scenarios.find(latin.toString())).hasMessage("--scenario: '" + latin + "' is no text in UTF-8");
    }

    @Test
    void a_name_that_is_none_is_answered_with_those_that_are() {
        assertThatThrownBy(() -> Scenarios.find("no-such-scenario")).hasMessageContaining("slow-node");
    }

    @ParameterizedTest
    @CsvSource({"250ms,250000000", "1.5s,1500000000", "2m,120000000000", "20us,20000", "1h,3600000000000"})
    void times_are_read_in_every_unit(String text, long nanos) {
        assertThat(Durations.parse(text)).isEqualTo(Duration.ofNanos(nanos));
    }
}
