package scales.lab.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scales.lab.up.TestCluster;

/** The lab's slow node: while it is busy its checks wait as well, so that it falls though it lives. */
class SlowNodeTest {
    private TestCluster cluster;

    @BeforeEach
    void start() {
        cluster = TestCluster.start(2, "--strategy", "sticky-cookie", "--check-method", "HEAD", "--check-path", "/",
                "--check-interval", "100ms", "--check-timeout", "1s");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void a_node_slower_than_its_checks_gets_nobody_until_it_is_fast_again() {
        cluster.delay("s1", 2_500);
        TestCluster.until("s1 is DOWN", () -> cluster.nodes("status").get("s1").toString().startsWith("DOWN"));
        assertThat(Tally.of(cluster, 2, 200, true)).isEqualTo(Map.of("s2", 400));

        cluster.delay("s1", 0);
        TestCluster.until("s1 is UP", () -> "UP".equals(cluster.nodes("status").get("s1")));
        assertThat(Tally.of(cluster, 2, 20, false)).isEqualTo(Map.of("s1", 20, "s2", 20));
    }
}
