package scales.balancer.hints;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import scales.balancer.decisions.Decision;
import scales.balancer.decisions.Picks;
import scales.balancer.decisions.Trail;
import scales.balancer.node.AdminState;
import scales.balancer.node.Check;
import scales.balancer.node.CheckStatus;
import scales.balancer.node.Lease;
import scales.balancer.node.Pool;
import scales.balancer.node.Pools;
import scales.balancer.strategy.Traits;

/** Each trap while it is happening, and while it is not. */
class HintsTest {
    private static final long NOW_MILLIS = 1_000_000;

    private Pool pool = Pools.ofWeights(1, 1);
    private Picks picks;

    private void under(String strategy) {
        picks = new Picks(strategy, pool);
    }

    private static Traits from(int client, String cookie) {
        return new Traits("10.1.0." + client, "/" + client, cookie);
    }

    private void ask(int requests, int clients, String cookie) {
        for (int i = 0; i < requests; i++) {
            picks.pick(from(i % clients, cookie));
        }
    }

    private List<Hint> hints() {
        return Hints.about(Situation.of(picks.strategy(), pool.snapshot().nodes(), picks.decisions(), NOW_MILLIS));
    }

    private void silent() {
        assertThat(hints()).isEmpty();
    }

    private Hint only(String id) {
        assertThat(hints()).extracting(Hint::id).containsExactly(id);
        Hint hint = hints().get(0);
        assertThat(hint.text()).endsWith(".");
        assertThat(hint.advice()).endsWith(".");
        assertThat(hint.evidence()).isNotEmpty();
        return hint;
    }

    @Test
    void a_fresh_balancer_says_nothing() {
        under("round-robin");
        silent();
        ask(200, 5, null);
        silent();
    }

    @Test
    void least_connections_with_sequential_clients_ties() {
        under("least-connections");
        ask(49, 1, null);
        silent();
        ask(51, 1, null);
        assertThat(only("always-tied").text()).startsWith("least-connections tied on 100 % of its last 100 picks:");
    }

    @Test
    void with_requests_in_flight_it_compares() {
        under("least-connections");
        for (int i = 0; i < 100; i++) {
            Decision decision = picks.pick(from(1, null));
            Lease lease = Lease.take(decision.chosen(), picks.strategy().strategy()::observe);
            picks.pick(from(2, null));
            lease.succeeded(1);
        }
        silent();
    }

    @Test
    void a_node_alone_always_ties_with_nobody() {
        pool = Pools.ofWeights(1);
        under("least-connections");
        ask(100, 1, null);
        silent();
    }

    @Test
    void cookies_that_are_thrown_away() {
        under("sticky-cookie");
        ask(100, 2, null);
        assertThat(only("cookies-not-returned").text())
                .isEqualTo("100 % of the last 100 requests brought no cookie, from 2 addresses: the clients come again but throw the"
                        + " cookie away, so every request is balanced anew.");
    }

    @Test
    void clients_that_are_all_new() {
        under("sticky-cookie");
        ask(100, 100, null);
        assertThat(only("cookies-not-returned").text()).contains("nearly all clients are new");
    }

    @Test
    void cookies_that_come_back() {
        under("sticky-cookie");
        ask(20, 20, null);
        ask(80, 20, "s1");
        silent();
    }

    @Test
    void one_address_under_ip_hash() {
        under("ip-hash");
        ask(100, 1, null);
        Hint hint = only("one-address");
        assertThat(hint.text()).startsWith("All of the last 100 requests come from 10.1.0.0: ip-hash sends one client to one node, s");
        assertThat(hint.sinceMillis()).isEqualTo(NOW_MILLIS);
    }

    @Test
    void a_proxy_that_is_not_trusted_makes_one_address_of_many() {
        under("ip-hash");
        for (int i = 0; i < 100; i++) {
            Trail trail = picks.decisions().begin(null, "GET", from(7, null), true, picks.strategy());
            picks.pick(trail, from(7, null), Set.of());
        }
        Hint hint = only("one-address");
        assertThat(hint.text()).contains("X-Forwarded-For");
        assertThat(hint.advice()).contains("--trusted-proxy 10.1.0.7");
    }

    @Test
    void several_addresses_are_what_ip_hash_is_for() {
        under("ip-hash");
        ask(100, 2, null);
        silent();
    }

    @Test
    void first_without_a_limit_leaves_the_others_idle() {
        pool = Pools.ofLimits(0, 2, 0);
        under("first");
        assertThat(only("first-without-limit").text()).contains("s1 has no limit: 2 of 3 nodes get nothing (s2 and those after it).");
        pool.setLimit("s1", 1);
        silent();
        pool.setLimit("s2", 0);
        assertThat(only("first-without-limit").text()).contains("s2 has no limit: 1 of 3 nodes get nothing (s3).");
    }

    @Test
    void weights_mean_nothing_to_first() {
        pool = Pools.ofLimits(1, 1);
        under("first");
        silent();
        pool.setWeight("s1", 3);
        only("weights-ignored");
        under("round-robin");
        silent();
    }

    @Test
    void weights_mean_nothing_to_clients_that_stick() {
        pool = Pools.ofWeights(2, 1);
        under("sticky-cookie+least-connections");
        ask(5, 5, null);
        ask(95, 5, "s1");
        Hint hint = only("weights-ignored");
        assertThat(hint.text()).contains("95 % of the last 100 requests");
        assertThat(hint.advice()).contains("take least-connections without sticky-cookie");
    }

    @Test
    void weights_matter_while_clients_are_new() {
        pool = Pools.ofWeights(2, 1);
        under("sticky-cookie");
        ask(30, 30, null);
        ask(70, 30, "s1");
        silent();
    }

    @Test
    void a_node_that_is_alive_but_whose_check_waits() {
        under("round-robin");
        Trail trail = picks.begin(from(1, null));
        assertThat(picks.pick(trail, from(1, null), Set.of("s2")).chosen().id()).isEqualTo("s1");
        trail.answered(200, 2_500_000_000L);
        silent();
        Pools.takeDown(pool, "s1");
        Hint hint = only("check-behind-requests");
        assertThat(hint.text()).startsWith("s1 is DOWN as its last check got no answer within 2001 ms, but it is alive:"
                + " it answered a request in the last minutes, in 2500 ms on average.");
        assertThat(hint.severity()).isEqualTo(Hint.Severity.WARNING);
        for (int i = 0; i < 2_000; i++) {
            picks.pick(from(2, null));
        }
        assertThat(only("check-behind-requests").text()).as("while the others do its work").isEqualTo(hint.text());
        pool.checked("s1", Pools.PASSED);
        silent();
    }

    @Test
    void a_node_that_is_dead_is_just_dead() {
        under("round-robin");
        Trail trail = picks.begin(from(1, null));
        picks.pick(trail, from(1, null), Set.of("s2"));
        trail.answered(200, 1_000_000);
        for (int i = 0; i < 3; i++) {
            pool.checked("s1", new Check(CheckStatus.L4CON, 0, 1));
        }
        silent();
        Pools.takeDown(pool, "s2");
        silent();
    }

    @Test
    void draining_without_affinity_just_moves_clients() {
        under("round-robin");
        pool.set("s1", AdminState.DRAIN);
        assertThat(only("drain-without-affinity").advice()).contains("sticky-cookie+round-robin");
        pool.set("s1", AdminState.MAINT);
        silent();
        pool.set("s1", AdminState.DRAIN);
        under("sticky-cookie");
        silent();
    }

    @Test
    void what_another_strategy_or_another_hour_did_is_no_evidence() {
        under("ip-hash");
        ask(100, 1, null);
        assertThat(Hints.about(Situation.of(new Picks("ip-hash", pool).strategy(), pool.snapshot().nodes(), picks.decisions(), NOW_MILLIS)))
                .isEmpty();
        assertThat(Hints.about(Situation.of(picks.strategy(), pool.snapshot().nodes(), picks.decisions(), NOW_MILLIS + 301_000)))
                .isEmpty();
        only("one-address");
    }
}
