package scales.worker.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsParserTest {
    @Test
    void the_defaults_are_those_documented() {
        long heap = Runtime.getRuntime().maxMemory();

        WorkerConfig config = config(Map.of());

        assertThat(config.id()).isNotBlank();
        assertThat(config.http())
                .isEqualTo(new HttpConfig("0.0.0.0", 3000, 32 << 20, Math.max(heap / 5, 32 << 20), Duration.ofMinutes(5)));
        assertThat(config.slots())
                .isEqualTo(new SlotsConfig(Runtime.getRuntime().availableProcessors(), 64, heap / 10 * 6));
        assertThat(config.announce())
                .isEqualTo(new AnnounceConfig(
                        List.of(), Optional.empty(), 1, Duration.ofSeconds(15), new AdminToken(Optional.empty(), Optional.empty())));
        assertThat(config.grace()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.lameDuck()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.log()).isEqualTo(LogFormat.TEXT);
    }

    @Test
    void with_enough_memory_the_limits_are_those_of_the_engine() {
        assertThat(config(Map.of(), "--picture-memory=2GiB").limits()).isEqualTo(scales.worker.image.Limits.DEFAULT);
    }

    @Test
    void with_little_memory_the_limits_are_lower_and_limits_that_do_not_fit_are_refused() {
        WorkerConfig config = config(Map.of(), "--picture-memory=120MB");

        assertThat(config.limits().inputPixels()).isEqualTo(10_000_000);
        assertThat(config.limits().outputPixels()).isEqualTo(20_000_000);
        assertThat(problems(Map.of(), "--picture-memory=120MB", "--max-input-pixels=20000000")).singleElement().asString()
                .startsWith("--picture-memory (or SCALES_PICTURE_MEMORY): expected at least 160000000 bytes");
    }

    @Test
    void every_option_is_an_environment_variable_and_what_was_typed_wins() {
        Map<String, String> environment = Map.of(
                "SCALES_ID", "s7", "SCALES_PORT", "3007", "SCALES_RESIZE_QUEUE", "5", "SCALES_LOG", "json",
                "SCALES_ANNOUNCE", "http://a:1936,http://b:1936", "SCALES_GRACE", "", "PORT", "1");

        WorkerConfig config = config(environment, "--port=3008", "--resize-queue", "6");

        assertThat(config.id()).isEqualTo("s7");
        assertThat(config.http().port()).isEqualTo(3008);
        assertThat(config.slots().queue()).isEqualTo(6);
        assertThat(config.log()).isEqualTo(LogFormat.JSON);
        assertThat(config.announce().balancers()).containsExactly(URI.create("http://a:1936"), URI.create("http://b:1936"));
        assertThat(config(environment, "--announce=http://c:1", "--announce=http://d:2").announce().balancers())
                .containsExactly(URI.create("http://c:1"), URI.create("http://d:2"));
    }

    @ParameterizedTest
    @CsvSource({"250ms, 250", "2s, 2000", "1.5s, 1500", "10m, 600000", "1h, 3600000", "0s, 0"})
    void times_carry_their_unit(String text, long millis) {
        assertThat(config(Map.of(), "--grace=" + text).grace()).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000", "64kB, 64000", "64KiB, 65536", "1MiB, 1048576", "0.5MiB, 524288"})
    void sizes_may_carry_a_unit(String text, long bytes) {
        assertThat(config(Map.of(), "--max-body=" + text).http().maxBody()).isEqualTo(bytes);
    }

    @Test
    void all_problems_are_told_at_once_and_each_once() {
        List<String> problems = problems(
                Map.of("SCALES_PORT", "abc"),
                "--slots=0", "--grace=5", "--max-body=3pints", "--announce=ftp://x", "--advertise=nowhere",
                "--weight=257", "--id=a b", "--log=xml", "--nonsense");

        assertThat(problems).hasSize(10).doesNotHaveDuplicates();
        assertThat(problems).allSatisfy(line -> assertThat(line).doesNotContain("\n"));
        assertThat(problems).anySatisfy(line -> assertThat(line).contains("--port (or SCALES_PORT)", "abc"));
        assertThat(problems).contains("--slots (or SCALES_SLOTS): expected 1 to 1024, got '0'");
        assertThat(problems).anySatisfy(line -> assertThat(line).contains("Unknown option", "--nonsense"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "--port=65536", "--port=-1", "--port", "--resize-queue=-1", "--body-memory=1", "--body-timeout=0ms", "--grace=25h",
        "--announce=http://", "--announce=http://b:1?x", "--advertise=h:0", "--advertise=h:65536", "--advertise=:1",
        "--announce-ttl=500ms", "--max-frames=0", "--max-input-side=none", "--id=", "--port=1 --port=2", "positional"
    })
    void a_wrong_value_is_one_problem(String arguments) {
        assertThat(problems(Map.of(), arguments.split(" "))).hasSize(1);
    }

    @Test
    void the_token_comes_from_the_environment_or_a_file_and_is_never_shown(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("token"), "from-file\n");

        assertThat(config(Map.of("SCALES_ADMIN_TOKEN", "direct")).announce().token().read()).hasValue("direct");
        assertThat(config(Map.of(), "--admin-token-file=" + file).announce().token().read()).hasValue("from-file");
        assertThat(config(Map.of("SCALES_ADMIN_TOKEN", "direct")).toString()).doesNotContain("direct");
        assertThat(problems(Map.of("SCALES_ADMIN_TOKEN", "direct"), "--admin-token-file=" + file)).hasSize(1);
        assertThat(problems(Map.of("SCALES_ADMIN_TOKEN", "two\nlines"))).hasSize(1);
        assertThat(problems(Map.of(), "--admin-token=direct")).hasSize(1);
    }

    @Test
    void help_shows_every_option_and_version_something() {
        assertThat(shown("--help")).contains("--resize-queue", "--announce", "SCALES_RESIZE_QUEUE", "SCALES_ADMIN_TOKEN");
        assertThat(shown("--version")).startsWith("worker ");
    }

    private static WorkerConfig config(Map<String, String> environment, String... arguments) {
        Parsed parsed = new OptionsParser(environment).parse(arguments);
        assertThat(parsed).isInstanceOf(Parsed.Run.class);
        return ((Parsed.Run) parsed).config();
    }

    private static List<String> problems(Map<String, String> environment, String... arguments) {
        Parsed parsed = new OptionsParser(environment).parse(arguments);
        assertThat(parsed).isInstanceOf(Parsed.Wrong.class);
        return ((Parsed.Wrong) parsed).problems();
    }

    private static String shown(String option) {
        return ((Parsed.Shown) new OptionsParser(Map.of()).parse(option)).text();
    }
}
