package scales.lab.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scales.lab.Visitor;
import scales.lab.Visitor.Page;
import scales.lab.up.TestCluster;

/** Affinity, and the three admin states as clients see them. */
class StickyTest {
    private TestCluster cluster;
    private Visitor holder;

    @BeforeEach
    void start() {
        cluster = TestCluster.start(2, "--strategy", "sticky-cookie");
        holder = new Visitor(cluster);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource({"insert, SERVERID, s[12]", "prefix, NODESESSID, s[12]~.{32}"})
    void two_visitors_keep_a_node_each(String mode, String cookie, String value) {
        cluster.admin("PUT", "/admin/strategy", new JsonObject().put("mode", mode).put("cookie", cookie));
        assertThat(Tally.of(cluster, 2, 200, true)).isEqualTo(Map.of("s1", 200, "s2", 200));

        Page first = holder.visit();
        assertThat(holder.cookie(cookie)).matches(value).startsWith(first.tag());
        assertThat(holder.visit()).isEqualTo(new Page(200, first.tag(), 2));
    }

    @Test
    void a_drained_node_keeps_its_clients_and_gets_nobody_else() {
        String node = holder.visit().tag();
        cluster.operate("drain", node);

        assertThat(IntStream.rangeClosed(2, 20).mapToObj(i -> holder.visit()))
                .containsExactlyElementsOf(IntStream.rangeClosed(2, 20).mapToObj(i -> new Page(200, node, i)).toList());
        assertThat(Tally.of(cluster, 2, 20, false)).isEqualTo(Map.of(other(node), 40));
    }

    @Test
    void maint_moves_its_clients_for_good() {
        String node = holder.visit().tag();
        cluster.operate("maint", node);

        assertThat(holder.visit()).isEqualTo(new Page(200, other(node), 1));
        assertThat(holder.cookie("SERVERID")).isEqualTo(other(node));
        cluster.operate("ready", node);
        assertThat(holder.visit()).isEqualTo(new Page(200, other(node), 2));
    }

    @ParameterizedTest
    @CsvSource({"drain", "maint"})
    void ready_brings_a_node_back_at_once(String state) {
        cluster.operate(state, "s1");
        assertThat(Tally.of(cluster, 1, 10, false)).isEqualTo(Map.of("s2", 10));
        cluster.operate("ready", "s1");
        assertThat(Tally.of(cluster, 1, 10, false)).isEqualTo(Map.of("s1", 5, "s2", 5));
    }

    @Test
    void with_every_node_drained_only_clients_with_a_cookie_are_served() {
        String node = holder.visit().tag();
        cluster.operate("drain", "s1");
        cluster.operate("drain?force=true", "s2");

        assertThat(new Visitor(cluster).visit().status()).isEqualTo(503);
        assertThat(holder.visit()).isEqualTo(new Page(200, node, 2));
    }

    private static String other(String node) {
        return node.equals("s1") ? "s2" : "s1";
    }
}
