package scales.balancer.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wish x health x what the worker says, cell by cell. */
class NodeTest {

    @ParameterizedTest(name = "{0}, level {1}, weight {2}, stopping {3}")
    @CsvSource(textBlock = """
            # admin, level, weight, stopping,  new,   held,  probed, status
            READY,   4,     1,      false,     true,  true,  true,   UP
            READY,   3,     1,      false,     true,  true,  true,   UP 2/3
            READY,   2,     1,      false,     true,  true,  true,   UP 1/3
            READY,   1,     1,      false,     false, false, true,   DOWN 1/2
            READY,   0,     1,      false,     false, false, true,   DOWN
            READY,   4,     0,      false,     false, true,  true,   UP
            READY,   4,     256,    false,     true,  true,  true,   UP
            READY,   4,     1,      true,      false, false, true,   NOLB
            READY,   0,     1,      true,      false, false, true,   DOWN
            DRAIN,   4,     1,      false,     false, true,  true,   DRAIN
            DRAIN,   2,     1,      false,     false, true,  true,   DRAIN
            DRAIN,   1,     1,      false,     false, false, true,   DOWN 1/2
            DRAIN,   0,     1,      false,     false, false, true,   DOWN
            DRAIN,   4,     0,      false,     false, true,  true,   DRAIN
            DRAIN,   4,     1,      true,      false, false, true,   NOLB
            MAINT,   4,     1,      false,     false, false, false,  MAINT
            MAINT,   0,     1,      false,     false, false, false,  MAINT
            MAINT,   4,     0,      false,     false, false, false,  MAINT
            MAINT,   4,     1,      true,      false, false, false,  MAINT
            """)
    void who_may_come(AdminState admin, int level, int weight, boolean stopping,
            boolean acceptsNew, boolean acceptsHeld, boolean probed, String status) {
        Node node = node(admin, level, weight, 0, stopping);

        assertThat(node.acceptsNew()).as("a new client").isEqualTo(acceptsNew);
        assertThat(node.acceptsHeld()).as("a client whose affinity names it").isEqualTo(acceptsHeld);
        assertThat(node.isProbed()).as("probed").isEqualTo(probed);
        assertThat(node.status()).isEqualTo(status);
    }

    @Test
    void a_node_has_places_up_to_its_limit() {
        Node limited = node(AdminState.READY, 4, 1, 2, false);
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
        Node node = node(AdminState.READY, 4, 1, 0, false);
        for (int i = 0; i < 1_000; i++) {
            assertThat(node.load().enter(0)).isTrue();
        }
        assertThat(node.hasPlace()).isTrue();
        assertThat(node.inFlight()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "257, 0", "1, -1"})
    void a_weight_or_limit_out_of_range_is_refused(int weight, int limit) {
        assertThatThrownBy(() -> node(AdminState.READY, 4, weight, limit, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(weight must be 0 to 256|limit must be 0 \\(none\\) or more), got -?\\d+");
    }

    private static Node node(AdminState admin, int level, int weight, int limit, boolean stopping) {
        Health health = new Health(level, 2, 3, Check.NONE);
        return new Node("s1", 1, Pools.address(1), weight, 1, limit, admin, health, stopping, Origin.STATIC, new Load());
    }
}
