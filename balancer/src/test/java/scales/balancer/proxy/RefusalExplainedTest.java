package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import scales.balancer.Cluster;

/** Who asks why gets it with the balancer's own answers too. */
class RefusalExplainedTest {
    @Test
    void nobody_to_serve_is_told_node_by_node_to_who_asks() throws Exception {
        try (Cluster cluster = new Cluster().node("s1", request -> request.response().end()).node("s2", request -> request.response().end())
                .with("--strategy", "least-connections").start()) {
            cluster.admin("POST", "/admin/nodes/s1/maint", "");
            cluster.admin("POST", "/admin/nodes/s2/drain?force=true", "");
            HttpResponse<String> answer = cluster.send(cluster.request("/").header("X-Scales-Explain", "1").header("X-Request-Id", "mine").build());
            assertThat(answer.statusCode()).isEqualTo(503);
            HttpHeaders headers = answer.headers();
            assertThat(headers.firstValue("x-scales-node")).isEmpty();
            assertThat(headers.firstValue("x-scales-strategy")).contains("least-connections");
            assertThat(headers.firstValue("x-request-id")).isPresent();
            assertThat(headers.firstValue("x-scales-reason").orElseThrow())
                    .startsWith("there is no place for it now; nobody: no node takes it").contains("s1 in MAINT", "s2 in DRAIN");
            assertThat(cluster.get("/").headers().map()).doesNotContainKeys("x-scales-strategy", "x-request-id");
        }
    }

    @Test
    void a_refusal_before_any_pick_has_the_reason_and_the_id() throws Exception {
        try (Cluster cluster = new Cluster().node("s1", request -> request.response().end()).with("--max-body", "10").start()) {
            HttpHeaders headers = cluster.send(cluster.request("/").header("X-Scales-Explain", "1").POST(BodyPublishers.ofString("x".repeat(20)))
                    .build()).headers();
            assertThat(headers.firstValue("x-scales-reason")).contains("the request body is larger than allowed");
            assertThat(headers.firstValue("x-request-id")).isPresent();
        }
    }
}
