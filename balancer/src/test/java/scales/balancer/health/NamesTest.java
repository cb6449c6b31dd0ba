package scales.balancer.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import scales.balancer.Cluster;

class NamesTest {

    @Test
    void a_node_may_be_known_by_its_name() throws Exception {
        try (Cluster cluster = new Cluster()) {
            cluster.node("s1", request -> request.response().end("hello"));
            cluster.with("--node", "s2=localhost:" + cluster.server(0).actualPort()).start();
            cluster.admin("POST", "/admin/nodes/s1/maint?force=true", null);
            assertThat(cluster.get("/").body()).isEqualTo("hello");
            assertThat(cluster.node("s2").getString("address")).startsWith("localhost:");
        }
    }
}
