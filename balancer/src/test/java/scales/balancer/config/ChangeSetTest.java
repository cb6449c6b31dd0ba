package scales.balancer.config;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import scales.balancer.strategy.Strategies;

class ChangeSetTest {
    /** For every option, a value that is not its default. */
    private static final Map<String, String> OTHER = Map.ofEntries(
            entry("--host", "127.0.0.9"), entry("--port", "7"), entry("--admin-host", "127.0.0.9"), entry("--admin-port", "7"),
            entry("--cli-port", "7"), entry("--cli-admin", "true"), entry("--event-loops", "77"), entry("--log", "json"),
            entry("--access-log", "json"),
            entry("--strategy", "first"), entry("--cookie", "OTHER"), entry("--cookie-mode", "prefix"),
            entry("--trusted-proxy", "10.0.0.0/8"), entry("--admin-network", "10.0.0.0/8"), entry("--admin-host-name", "lb.example"), entry("--check-method", "HEAD"), entry("--check-path", "/other"),
            entry("--check-interval", "250ms"), entry("--check-timeout", "7s"), entry("--check-fall", "7"), entry("--check-rise", "7"),
            entry("--connect-timeout", "7s"), entry("--node-keep-alive", "7s"), entry("--response-timeout", "7s"), entry("--stall-timeout", "7s"),
            entry("--total-timeout", "7s"), entry("--header-timeout", "7s"),
            entry("--body-timeout", "7s"), entry("--least-upload-rate", "7KiB"), entry("--keep-alive-timeout", "7s"),
            entry("--write-timeout", "7s"), entry("--least-download-rate", "7KiB"), entry("--max-connections", "7"),
            entry("--max-connections-per-address", "7"), entry("--max-header-size", "7KiB"), entry("--max-headers", "7"),
            entry("--stop-delay", "7s"), entry("--stop-timeout", "7s"), entry("--max-body", "7KiB"), entry("--keep-body", "7KiB"),
            entry("--keep-bodies", "7KiB"), entry("--keep-answer", "7KiB"), entry("--keep-answers", "7KiB"),
            entry("--queue", "7"), entry("--queue-timeout", "7s"), entry("--sticky-full", "wait"),
            entry("--tls-port", "7"), entry("--proxy-protocol", "10.0.0.0/8"), entry("--proxy-protocol-port", "7"),
            entry("--attempts", "7"), entry("--retry-percent", "7"), entry("--eject-after", "7"), entry("--eject-time", "4s"),
            entry("--eject-most", "7s"), entry("--slow-start", "7s"));

    @TempDir
    Path folder;

    private static Judgement judged(String... arguments) {
        Judgement judgement = new ConfigReader(Map.of(), Strategies::problem).read(arguments);
        assertThat(judgement.problems()).isEmpty();
        return judgement;
    }

    private static Stream<String> options() {
        List<String> not = List.of("--config", "--check", "--help", "--version", "--node", "--admin-token-file",
                "--tls-certificate", "--tls-key",
                "--access-log-file");
        return new CommandLine(new BalancerOptions()).getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !not.contains(name));
    }

    @ParameterizedTest
    @MethodSource("options")
    void every_option_is_taken_over_live_or_said_to_need_a_restart(String option) {
        assertThat(OTHER).as("a value to try %s with", option).containsKey(option);
        Judgement before = judged();
        Judgement after = judged(option, OTHER.get(option));

        ChangeSet changes = ChangeSet.of(before, before, after);
        assertThat(Stream.concat(changes.live().stream(), changes.atStart().stream()).map(line -> line.split(" ")[0]))
                .as("what the table in Setting says of %s", option)
                .containsExactly(option);
        assertThat(ChangeSet.of(before, before, before).isEmpty()).isTrue();
    }

    @Test
    void a_change_is_told_as_people_write_it() {
        Judgement before = judged();
        assertThat(ChangeSet.of(before, before, judged("--check-interval", "250ms", "--node", "s1=h:1")).text())
                .isEqualTo("node s1 added, --check-interval 2s -> 250ms");
    }

    @Test
    void a_token_that_changed_needs_a_restart_and_is_not_told() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "old secret");
        Judgement before = judged("--admin-token-file", file.toString());
        Files.writeString(file, "new secret");
        ChangeSet changes = ChangeSet.of(before, before, judged("--admin-token-file", file.toString()));
        assertThat(changes.atStart()).containsExactly("--admin-token-file");
        assertThat(changes.toString()).doesNotContain("secret");
    }

    @Test
    void what_needs_a_restart_is_said_until_it_is_as_at_the_start_again() {
        Judgement started = judged();
        Judgement other = judged("--port", "7");
        Judgement more = judged("--port", "7", "--queue", "7");
        assertThat(ChangeSet.of(started, other, more).atStart()).containsExactly("--port");
        assertThat(ChangeSet.of(started, other, started).atStart()).isEmpty();
    }

    @Test
    void what_counts_only_in_part_before_a_restart_is_said_with_that_part() {
        Judgement before = judged("--proxy-protocol", "10.0.0.0/8");
        ChangeSet changes = ChangeSet.of(before, before, judged("--proxy-protocol", "10.0.0.0/8", "--header-timeout", "7s"));
        assertThat(changes.live()).containsExactly("--header-timeout 10s -> 7s");
        assertThat(changes.atStart()).containsExactly("--header-timeout for TLS handshakes and PROXY headers");
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatever_the_entries_were_their_changes_lead_to_the_new_ones(@ForAll("entries") List<NodeEntry> before,
            @ForAll("entries") List<NodeEntry> after) {
        Map<String, NodeEntry> pool = byId(before);
        for (NodeChange change : NodeChange.between(before, after)) {
            assertThat(pool.get(change.id())).isEqualTo(change.before());
            assertThat(change.added() || change.removed() || change.moved() || change.weighted() || change.limited()).isTrue();
            if (change.removed()) {
                pool.remove(change.id());
            } else {
                pool.put(change.id(), change.after());
            }
        }
        assertThat(pool).isEqualTo(byId(after));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void an_entry_that_stays_is_no_change(@ForAll("entries") List<NodeEntry> entries) {
        assertThat(NodeChange.between(entries, entries)).isEmpty();
    }

    @Provide
    private Arbitrary<List<NodeEntry>> entries() {
        return Combinators.combine(Arbitraries.of("s1", "s2", "s3", "s4"), Arbitraries.of("h:1", "h:2"), Arbitraries.integers().between(0, 2),
                Arbitraries.integers().between(0, 2)).as(NodeEntry::new).list().uniqueElements(NodeEntry::id);
    }

    private static Map<String, NodeEntry> byId(List<NodeEntry> entries) {
        Map<String, NodeEntry> map = new HashMap<>();
        entries.forEach(entry -> map.put(entry.id(), entry));
        return map;
    }
}
