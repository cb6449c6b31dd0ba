package scales.balancer.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scales.balancer.Cluster;

/** {@code GET /metrics}, read as Prometheus does. */
class MetricsTest {
    private static final Path DOCS = Path.of(System.getProperty("scales.root"), "docs");

    private final Cluster cluster = new Cluster();

    @AfterEach
    void stop() {
        cluster.close();
    }

    private Scrape scrape() throws IOException, InterruptedException {
        return new Scrape(cluster.admin("GET", "/metrics", null).body());
    }

    @Test
    void every_metric_that_the_document_names_is_there_and_no_other_of_ours() throws Exception {
        cluster.node("s1", request -> request.response().end("x")).start();
        cluster.get("/");
        Map<String, String> documented = new TreeMap<>();
        Matcher rows = Pattern.compile("\\| `(scales_[a-z_]+)` \\| ([a-z]+) \\| ?([^|]*?) ?\\|").matcher(Files.readString(DOCS.resolve("operating.md")));
        while (rows.find()) {
            if (!rows.group(1).startsWith("scales_worker_")) {
                documented.put(rows.group(1), rows.group(2) + " " + new TreeSet<>(List.of(rows.group(3).replace("`", "").split(" ")).stream().filter(label -> !label.isEmpty()).toList()));
            }
        }
        Map<String, String> found = new TreeMap<>();
        scrape().families().forEach((name, family) -> {
            if (name.startsWith("scales_")) {
                family.labels().remove("le");
                found.put(name, family.type() + " " + (family.labels().isEmpty() ? "[]" : family.labels()));
            }
        });
        assertThat(found).isEqualTo(documented);
    }

    @Test
    void the_dashboard_asks_for_nothing_that_is_not_there() throws Exception {
        cluster.node("s1", request -> request.response().end("x")).start();
        cluster.get("/");
        Scrape scrape = scrape();
        Matcher expressions = Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"").matcher(Files.readString(DOCS.resolve("grafana-dashboard.json")));
        int asked = 0;
        while (expressions.find()) {
            Matcher names = Pattern.compile("\\b(?:scales|jvm|process|system)_[a-z0-9_]+").matcher(expressions.group(1));
            while (names.find()) {
                String histogram = names.group().replaceAll("_(bucket|sum|count)$", "");
                assertThat(scrape.families()).as(expressions.group(1))
                        .containsKey(scrape.families().containsKey(histogram) ? histogram : names.group());
                asked++;
            }
        }
        assertThat(asked).isGreaterThan(15);
    }

    @Test
    void requests_count_by_node_code_and_strategy() throws Exception {
        cluster.node("s1", request -> request.response().setStatusCode(request.path().equals("/no") ? 404 : 200).end("12345")).start();
        cluster.get("/");
        cluster.post("/", "abc");
        cluster.admin("PUT", "/admin/strategy", "{\"strategy\": \"least-connections\"}");
        cluster.get("/no");
        Scrape scrape = scrape();
        assertThat(scrape.value("scales_requests_total", "{code=200, node=s1, strategy=round-robin}")).isEqualTo(2);
        assertThat(scrape.value("scales_requests_total", "{code=404, node=s1, strategy=least-connections}")).isEqualTo(1);
        assertThat(scrape.value("scales_request_duration_seconds_count", "{}")).isEqualTo(3);
        assertThat(scrape.value("scales_request_duration_seconds_sum", "{}")).isPositive();
        assertThat(scrape.value("scales_node_response_seconds_bucket", "{le=60.0, node=s1}")).isEqualTo(3);
        assertThat(scrape.value("scales_bytes_total", "{direction=in, node=s1}")).isEqualTo(3);
        assertThat(scrape.value("scales_bytes_total", "{direction=out, node=s1}")).isEqualTo(15);
        assertThat(scrape.value("scales_affinity_total", "{outcome=none}")).isEqualTo(3);
        assertThat(scrape.value("scales_node_state", "{node=s1, state=UP}")).isEqualTo(1);
        assertThat(scrape.value("scales_node_weight", "{node=s1}")).isEqualTo(1);
        assertThat(scrape.value("scales_connections", "{}")).isEqualTo(1);
    }

    @Test
    void what_failed_and_went_elsewhere_counts_where_it_failed() throws Exception {
        cluster.with("--eject-after", "1", "--strategy", "first")
                .node("s1", request -> request.connection().close()).node("s2", request -> request.response().end()).start();
        assertThat(cluster.get("/").statusCode()).isEqualTo(200);
        Scrape scrape = scrape();
        assertThat(scrape.value("scales_node_failures_total", "{kind=broken, node=s1}")).isEqualTo(1);
        assertThat(scrape.value("scales_retries_total", "{node=s1}")).isEqualTo(1);
        assertThat(scrape.value("scales_requests_total", "{code=200, node=s2, strategy=first}")).isEqualTo(1);
        assertThat(scrape.value("scales_node_up", "{node=s2}")).isEqualTo(1);
        assertThat(scrape.value("scales_node_ejected", "{node=s2}")).isZero();
    }

    @Test
    void what_no_node_had_a_part_in_has_no_node() throws Exception {
        cluster.node("s1", request -> request.response().end()).start();
        cluster.send(cluster.request("/").method("PROPFIND", HttpRequest.BodyPublishers.noBody()).build());
        cluster.admin("POST", "/admin/nodes/s1/maint?force=true", null);
        cluster.get("/");
        Scrape scrape = scrape();
        assertThat(scrape.value("scales_requests_total", "{code=501, node=, strategy=}")).isEqualTo(1);
        assertThat(scrape.value("scales_requests_total", "{code=503, node=, strategy=round-robin}")).isEqualTo(1);
        assertThat(scrape.value("scales_node_state", "{node=s1, state=MAINT}")).isEqualTo(1);
        assertThat(scrape.value("scales_node_state", "{node=s1, state=UP}")).isZero();
    }

    @Test
    void affinity_counts_hits_moves_and_strangers() throws Exception {
        cluster.with("--strategy", "sticky-cookie+round-robin").node("s1", request -> request.response().end()).node("s2", request -> request.response().end())
                .start();
        cluster.get("/");
        cluster.send(cluster.request("/").header("cookie", "SERVERID=s2").build());
        cluster.send(cluster.request("/").header("cookie", "SERVERID=gone").build());
        cluster.admin("POST", "/admin/nodes/s2/maint", null);
        cluster.send(cluster.request("/").header("cookie", "SERVERID=s2").build());
        Scrape scrape = scrape();
        for (String outcome : new String[] {"new", "hit", "missed", "moved"}) {
            assertThat(scrape.value("scales_affinity_total", "{outcome=" + outcome + "}")).as(outcome).isEqualTo(1);
        }
    }
}
