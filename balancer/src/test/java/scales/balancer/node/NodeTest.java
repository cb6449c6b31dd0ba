package scales.balancer.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wish x health x what requests met x what the worker says, cell by cell. */
class NodeTest {

    @ParameterizedTest(name = "{0}, level {1}, weight {2}, ejected: {3}, stopping {4}")
    @CsvSource(textBlock = """
            # admin, level, weight, ejected, stopping,  new,   held,  probed, status
            READY,   4,     1,      no,      false,     true,  true,  true,   UP
            READY,   3,     1,      no,      false,     true,  true,  true,   UP 2/3
            READY,   2,     1,      no,      false,     true,  true,  true,   UP 1/3
            READY,   1,     1,      no,      false,     false, false, true,   DOWN 1/2
            READY,   0,     1,      no,      false,     false, false, true,   DOWN
            READY,   4,     0,      no,      false,     false, true,  true,   UP
            READY,   4,     256,    no,      false,     true,  true,  true,   UP
            READY,   4,     1,      no,      true,      false, false, true,   NOLB
            READY,   0,     1,      no,      true,      false, false, true,   DOWN
            READY,   4,     1,      out,     false,     false, false, true,   DOWN
            READY,   2,     0,      out,     false,     false, false, true,   DOWN
            READY,   1,     1,      out,     false,     false, false, true,   DOWN 1/2
            READY,   4,     1,      out,     true,      false, false, true,   DOWN
            READY,   3,     1,      ignored, false,     true,  true,  true,   UP 2/3
            READY,   1,     1,      ignored, false,     false, false, true,   DOWN 1/2
            DRAIN,   4,     1,      no,      false,     false, true,  true,   DRAIN
            DRAIN,   2,     1,      no,      false,     false, true,  true,   DRAIN
            DRAIN,   1,     1,      no,      false,     false, false, true,   DOWN 1/2
            DRAIN,   0,     1,      no,      false,     false, false, true,   DOWN
            DRAIN,   4,     0,      no,      false,     false, true,  true,   DRAIN
            DRAIN,   4,     1,      no,      true,      false, false, true,   NOLB
            DRAIN,   4,     1,      out,     false,     false, false, true,   DOWN
            DRAIN,   4,     1,      ignored, false,     false, true,  true,   DRAIN
            MAINT,   4,     1,      no,      false,     false, false, false,  MAINT
            MAINT,   0,     1,      no,      false,     false, false, false,  MAINT
            MAINT,   4,     0,      no,      false,     false, false, false,  MAINT
            MAINT,   4,     1,      no,      true,      false, false, false,  MAINT
            MAINT,   4,     1,      out,     false,     false, false, false,  MAINT
            MAINT,   4,     1,      ignored, false,     false, false, false,  MAINT
            """)
    void who_may_come(AdminState admin, int level, int weight, String ejected, boolean stopping,
            boolean acceptsNew, boolean acceptsHeld, boolean probed, String status) {
        Node node = node(admin, level, weight, 0, ejection(ejected), stopping);

        assertThat(node.acceptsNew()).as("a new client").isEqualTo(acceptsNew);
        assertThat(node.acceptsHeld()).as("a client whose affinity names it").isEqualTo(acceptsHeld);
        assertThat(node.isProbed()).as("probed").isEqualTo(probed);
        assertThat(node.status()).isEqualTo(status);
    }

    /** The table above names the cells that differ; here is every combination. */
    @Property
    void an_ejection_closes_a_node_and_one_that_is_ignored_changes_nothing(@ForAll AdminState admin, @ForAll @IntRange(max = 4) int level,
            @ForAll @IntRange(max = 2) int weight, @ForAll boolean stopping) {
        Node without = node(admin, level, weight, 0, ejection("no"), stopping);
        Node out = node(admin, level, weight, 0, ejection("out"), stopping);
        Node ignored = node(admin, level, weight, 0, ejection("ignored"), stopping);

        assertThat(out.acceptsNew() || out.acceptsHeld()).isFalse();
        assertThat(out.isProbed()).isEqualTo(without.isProbed());
        assertThat(out.status()).matches(admin == AdminState.MAINT ? "MAINT" : "DOWN.*");
        assertThat(out.foundBy()).isEqualTo(level >= 2 ? CheckStatus.HANA : CheckStatus.INI);
        assertThat(List.of(ignored.acceptsNew(), ignored.acceptsHeld(), ignored.isProbed(), ignored.status(), ignored.foundBy()))
                .isEqualTo(List.of(without.acceptsNew(), without.acceptsHeld(), without.isProbed(), without.status(), without.foundBy()));
    }

    private static Ejection ejection(String ejected) {
        return ejected.equals("no") ? Ejection.NONE : new Ejection(1, true, ejected.equals("ignored"), 5, "why");
    }

    @Test
    void a_node_has_places_up_to_its_limit() {
        Node limited = node(AdminState.READY, 4, 1, 2, Ejection.NONE, false);
        assertThat(limited.hasPlace()).isTrue();
        limited.load().enter(2);
        assertThat(limited.hasPlace()).isTrue();
        limited.load().enter(2);
        assertThat(limited.hasPlace()).isFalse();
        limited.load().leave();
        assertThat(limited.hasPlace()).isTrue();
    }

    @Test
    void without_a_limit_there_is_always_a_place() {
        Node node = node(AdminState.READY, 4, 1, 0, Ejection.NONE, false);
        for (int i = 0; i < 1_000; i++) {
            assertThat(node.load().enter(0)).isTrue();
        }
        assertThat(node.hasPlace()).isTrue();
        assertThat(node.inFlight()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "257, 0", "1, -1"})
    void a_weight_or_limit_out_of_range_is_refused(int weight, int limit) {
        assertThatThrownBy(() -> node(AdminState.READY, 4, weight, limit, Ejection.NONE, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(weight must be 0 to 256|limit must be 0 \\(none\\) or more), got -?\\d+");
    }

    private static Node node(AdminState admin, int level, int weight, int limit, Ejection ejection, boolean stopping) {
        Health health = new Health(level, 2, 3, Check.NONE);
        return new Node("s1", 1, Pools.address(1), weight, 1, 100, limit, limit, admin, health, ejection, stopping, Origin.STATIC,
                new Load());
    }
}
