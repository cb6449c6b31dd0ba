package scales.balancer.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What docs/proxy.md says of the options is so. */
class DocumentedOptionsTest {
    private static final Path DOCUMENT = Path.of(System.getProperty("scales.root"), "docs", "proxy.md");

    @Test
    void every_default_that_is_stated_is_the_option_s() throws IOException {
        List<MatchResult> stated = Pattern.compile("`(--[a-z-]+)`\\s+(?:\\(default|\\|)\\s+`?([^)`,;|\\s]+)")
                .matcher(Files.readString(DOCUMENT)).results().toList();
        assertThat(stated).isNotEmpty();
        for (MatchResult each : stated) {
            OptionSpec option = new CommandLine(new BalancerOptions()).getCommandSpec().findOption(each.group(1));
            assertThat(option).as(each.group(1)).isNotNull();
            assertThat(each.group(2)).as(each.group(1)).isEqualTo(option.defaultValue());
        }
    }

    @Test
    void what_needs_a_restart_is_listed() throws IOException {
        String list = Files.readString(DOCUMENT).split("These are read at the start only:")[1].split("\\.")[0];
        assertThat(Pattern.compile("--[a-z-]+").matcher(list).results().map(MatchResult::group))
                .containsExactlyInAnyOrderElementsOf(Setting.ALL.stream()
                        .filter(setting -> setting.taken() == Setting.Taken.AT_START).map(setting -> setting.option().split(" ")[0]).toList());
    }
}
