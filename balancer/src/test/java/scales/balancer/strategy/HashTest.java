package scales.balancer.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static scales.balancer.strategy.Rig.NOBODY_TRIED;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scales.balancer.node.AdminState;

/** What {@code ip-hash} and {@code uri-hash} promise to a client that comes back, and to a cache. */
class HashTest {
    private static final int KEYS = 3_000;

    @ParameterizedTest
    @ValueSource(strings = {"ip-hash", "uri-hash"})
    void the_same_key_meets_the_same_node_on_any_balancer(String name) {
        Rig here = Rig.ofWeights(name, 1, 1, 1);
        Rig there = Rig.ofWeights(name, 1, 1, 1);
        there.serve(77);

        assertThat(map(here)).isEqualTo(map(there)).isEqualTo(map(here));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ip-hash", "uri-hash"})
    void only_the_lost_nodes_keys_move_and_its_return_restores_the_map(String name) {
        Rig rig = Rig.ofWeights(name, 3, 1, 2, 1);
        Map<Integer, String> before = map(rig);
        for (String lost : Set.of("s1", "s2", "s3", "s4")) {
            rig.pool.set(lost, AdminState.MAINT);
            Map<Integer, String> without = map(rig);
            rig.pool.set(lost, AdminState.READY);

            before.forEach((key, node) -> {
                if (node.equals(lost)) {
                    assertThat(without.get(key)).isNotEqualTo(lost);
                } else {
                    assertThat(without.get(key)).isEqualTo(node);
                }
            });
            assertThat(map(rig)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ip-hash", "uri-hash"})
    void a_heavier_weight_only_draws_keys_and_sheds_none(String name) {
        Rig rig = Rig.ofWeights(name, 1, 1, 1);
        Map<Integer, String> before = map(rig);
        rig.pool.setWeight("s2", 2);

        map(rig).forEach((key, node) -> assertThat(node).isIn(before.get(key), "s2"));
        assertThat(map(rig).values().stream().filter("s2"::equals).count()).isCloseTo(KEYS / 2, within(130L));
    }

    @Test
    void the_clients_address_alone_decides_under_ip_hash() {
        Rig rig = Rig.ofWeights("ip-hash", 1, 1, 1, 1);
        String node = node(rig, new Traits("10.0.0.7", "/a", null));

        for (int i = 0; i < 50; i++) {
            assertThat(node(rig, new Traits("10.0.0.7", "/" + i, "s" + i % 5))).isEqualTo(node);
        }
    }

    @Test
    void path_and_query_alone_decide_under_uri_hash() {
        Rig rig = Rig.ofWeights("uri-hash", 1, 1, 1, 1);
        String node = node(rig, new Traits("10.0.0.7", "/resize?scale=0.5", null));

        for (int i = 0; i < 50; i++) {
            assertThat(node(rig, new Traits("10.0.0." + i, "/resize?scale=0.5", "s" + i % 5))).isEqualTo(node);
        }
    }

    @Test
    void neighbouring_addresses_are_spread() {
        Rig rig = Rig.ofWeights("ip-hash", 1, 1);
        long first = IntStream.range(1, 255)
                .filter(i -> node(rig, new Traits("192.168.42." + i, "/", null)).equals("s1"))
                .count();

        // 254 tosses of a coin: 127, four and a half standard deviations of 8 either side.
        assertThat(first).isCloseTo(127, within(36L));
    }

    private static Map<Integer, String> map(Rig rig) {
        Map<Integer, String> map = new LinkedHashMap<>();
        for (int key = 0; key < KEYS; key++) {
            map.put(key, node(rig, Rig.client(key)));
        }
        return map;
    }

    private static String node(Rig rig, Traits traits) {
        return rig.pick(traits, NOBODY_TRIED).orElseThrow().node().id();
    }
}
