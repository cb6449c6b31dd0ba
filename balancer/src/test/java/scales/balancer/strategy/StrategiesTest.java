package scales.balancer.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrategiesTest {
    private static final Tools TOOLS = new Tools(() -> 0, () -> new Random(1));

    @Test
    void those_of_the_design_are_there() {
        assertThat(Strategies.all()).extracting(Strategies.Entry::name).contains("round-robin", "least-connections", "ip-hash",
                "first", "random", "two-choices", "least-time", "peak-ewma", "uri-hash");
    }

    @Test
    void no_two_share_a_name_or_an_alias() {
        assertThat(Strategies.all().stream().flatMap(entry -> Stream.of(entry.name(), entry.alias())).filter(text -> !text.isEmpty()))
                .doesNotHaveDuplicates()
                .noneMatch(text -> text.contains("+") || text.equals(Strategies.STICKY));
    }

    @Test
    void every_rule_is_one_sentence() {
        assertThat(Strategies.all()).extracting(Strategies.Entry::rule).allMatch(rule -> rule.matches("[A-Z].*[a-z]\\."));
    }

    @ParameterizedTest
    @CsvSource({
            "round-robin, round-robin, false", "roundrobin, round-robin, false", "leastconn, least-connections, false",
            "source, ip-hash, false", "uri, uri-hash, false", "sticky-cookie, sticky-cookie+round-robin, true",
            "sticky-cookie+leastconn, sticky-cookie+least-connections, true", "sticky-cookie+first, sticky-cookie+first, true"})
    void names_and_aliases_mean_the_same(String text, String name, boolean sticky) {
        Strategies.Named named = Strategies.create(text, TOOLS);

        assertThat(named.name()).isEqualTo(name);
        assertThat(named.sticky()).isEqualTo(sticky);
        assertThat(named.rule()).endsWith(".");
        assertThat(Strategies.problem(text)).isEmpty();
        assertThat(Strategies.create(name, TOOLS).name()).as("the full name is a name").isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "least_conn", "Round-Robin", "sticky-cookie+", "sticky-cookie+sticky-cookie", "sticky-cookie+nope",
            "sticky-cookieround-robin", "+round-robin", "round-robin "})
    void anything_else_is_refused_with_what_there_is(String text) {
        assertThat(Strategies.problem(text).orElseThrow())
                .startsWith("unknown \"" + text + "\"; one of round-robin, least-connections, ip-hash,")
                .endsWith("or sticky-cookie+ any of them");
        assertThatThrownBy(() -> Strategies.create(text, TOOLS))
                .isInstanceOf(IllegalArgumentException.class).hasMessage(Strategies.problem(text).orElseThrow());
    }

    @Test
    void each_creation_has_a_cursor_of_its_own() {
        Strategy one = Strategies.create("round-robin", TOOLS).strategy();

        assertThat(one).isNotSameAs(Strategies.create("round-robin", TOOLS).strategy());
    }
}
