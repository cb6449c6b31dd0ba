package scales.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import scales.lab.live.CompareCommand;

/** docs/compare.md says what the lab reads. */
class CompareDocumentTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private final String document = read();

    private static String read() {
        try {
            return Files.readString(Path.of("../docs/compare.md"));
        } catch (IOException absent) {
            throw new java.io.UncheckedIOException(absent);
        }
    }

    /** The cells of a table's rows. */
    private List<String[]> table(String head) {
        return document.substring(document.indexOf("| " + head)).lines().takeWhile(line -> line.startsWith("|")).skip(2)
                .map(line -> line.substring(1).strip().split("\\s*\\|\\s*")).toList();
    }

    private static List<String> code(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    private List<String> first(String head) {
        return table(head).stream().flatMap(row -> code(row[0]).stream()).toList();
    }

    private static Scenario scenario(String text) throws ScenarioReader.Unreadable {
        return ScenarioReader.read("documented", text);
    }

    @Test
    void every_key_is_there_with_its_default() throws Exception {
        assertThat(first("key |")).containsExactlyInAnyOrderElementsOf(ScenarioReader.KEYS);
        String said = table("key |").stream().filter(row -> !row[2].equals("none"))
                .map(row -> code(row[0]).get(0) + " = " + code(row[2]).get(0) + "\n").collect(Collectors.joining());
        assertThat(scenario(said)).isEqualTo(scenario(""));
    }

    @Test
    void every_action_is_there() {
        assertThat(table("action |").stream().map(row -> code(row[0]).get(0).split(" ")[0])).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(Fault.Kind.values()).map(Fault.Kind::word).toList());
    }

    @Test
    void what_actions_need_is_what_is_written() {
        for (String[] row : table("action |")) {
            String usage = code(row[0]).get(0);
            String line = "at 1s: " + usage.replace("NODE", "s1").replace("TIME", "250ms").replace("NUMBER", "5");
            assertThat(new FaultReader().read(line).text()).isEqualTo(line);
        }
    }

    @Test
    void every_trait_is_there() {
        NodePlan plain = NodePlan.plain(1, 2, 0);
        Map<String, String> values = Map.of("weight", "3", "slots", "4", "limit", "5", "speed", "0.5");
        assertThat(first("trait |")).containsExactlyInAnyOrderElementsOf(values.keySet())
                .allSatisfy(trait -> assertThat(NodeTraits.apply(plain, trait + " " + values.get(trait))).isNotEqualTo(plain));
    }

    @Test
    void scenarios_are_named_with_what_they_say_of_themselves() throws Exception {
        assertThat(table("scenario |").stream().map(row -> code(row[0]).get(0))).containsExactlyElementsOf(Scenarios.names());
        for (String[] row : table("scenario |")) {
            assertThat(row[1]).isEqualTo(Scenarios.find(code(row[0]).get(0)).about());
        }
    }

    @Test
    void the_example_can_be_run() throws Exception {
        Matcher example = Pattern.compile("```text\n(.*?)```", Pattern.DOTALL).matcher(document);
        assertThat(example.results().map(MatchResult::group)).singleElement();
        example.reset().find();
        assertThat(scenario(example.group(1)).faults()).hasSize(4);
    }

    @Test
    void what_the_course_is_told_to_type_is_understood() throws Exception {
        List<String> typed = Files.readString(Path.of("../docs/lab.md")).lines().filter(line -> line.startsWith("./scales compare ")).toList();
        assertThat(typed).isNotEmpty().allSatisfy(line -> {
            String[] options = line.substring("./scales compare ".length()).split(" ");
            var parsed = new CommandLine(new CompareCommand()).parseArgs(options);
            assertThat(Scenarios.names()).contains(parsed.matchedOptionValue("--scenario", ""));
        });
    }

    @Test
    void every_option_is_there_with_its_default() {
        var options = new CommandLine(new CompareCommand()).getCommandSpec().options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp()).toList();
        assertThat(first("option |")).containsExactlyInAnyOrderElementsOf(options.stream().map(option -> option.longestName()).toList());
        for (String[] row : table("option |")) {
            var option = options.stream().filter(each -> each.longestName().equals(code(row[0]).get(0))).findFirst().orElseThrow();
            assertThat(code(row[2])).as(row[0]).isEqualTo(option.defaultValue() == null ? List.of() : List.of(option.defaultValue()));
        }
    }
}
