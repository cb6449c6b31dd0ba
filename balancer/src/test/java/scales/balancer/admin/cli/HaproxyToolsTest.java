package scales.balancer.admin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scales.balancer.Cluster;

/** Programs that were written for HAProxy, unmodified, from Debian's packages. */
class HaproxyToolsTest {
    private static final String CHECK = "/usr/lib/nagios/plugins/check_haproxy_stats";

    private final Cluster cluster = new Cluster();

    @BeforeEach
    void start() throws Exception {
        cluster.node("s1", request -> request.response().end("s1")).node("s2", request -> request.response().end("s2"))
                .with("--check-rise", "1", "--check-fall", "1").start();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private String run(String... command) throws Exception {
        try (Tool tool = Tool.start(command)) {
            return tool.rest();
        }
    }

    @Test
    void socat_sends_a_line_and_gets_the_whole_answer() throws Exception {
        Tool.require("sh", "socat");
        String answer = run("sh", "-c", "echo 'show servers state; get weight nodes/s1' | socat - tcp:127.0.0.1:" + cluster.cliPort());
        assertThat(answer).startsWith("1\n# be_id ").contains(" nodes 2 s2 ").endsWith("\n\n1 (initial 1)\n\n");
    }

    @Test
    void socat_holds_a_session_as_in_the_labs_handout() throws Exception {
        Tool.require("socat");
        try (Tool socat = Tool.start("socat", "-", "tcp:127.0.0.1:" + cluster.cliPort())) {
            socat.type("prompt\n");
            socat.until("> ");
            socat.type("set timeout cli 1d\n");
            socat.until("> ");
            socat.type("set server nodes/s1 state drain\n");
            socat.until("> ");
            assertThat(cluster.node("s1").getString("state")).isEqualTo("drain");
            socat.type("quit\n");
            assertThat(socat.rest()).isEmpty();
        }
    }

    @Test
    void netcat_ends_its_side_and_gets_the_whole_answer() throws Exception {
        Tool.require("sh", "nc");
        assertThat(run("sh", "-c", "echo 'show backend' | nc -N 127.0.0.1 " + cluster.cliPort())).isEqualTo("# name\nnodes\n\n");
    }

    @Test
    void hatop_shows_the_nodes_and_puts_one_into_maint() throws Exception {
        Tool.require("script", "hatop");
        // It waits a second for an answer, and the first one of a JVM may take longer.
        Typing.once(cluster.cliPort(), "show info;show stat\n");
        String hatop = "stty rows 30 cols 160; exec hatop -i 1 -t 127.0.0.1:" + cluster.cliPort();
        try (Tool screen = Tool.start("script", "-qfec", hatop, "/dev/null")) {
            assertThat(screen.until("BACKEND")).contains("localnodes", "FRONTEND", "s1", "s2", "UP");
            String down = "\033OB";
            String disable = "\033[21~";
            screen.type(down + down + down + down + disable);
            screen.until("MAINT");
            assertThat(cluster.node("s1").getString("state")).isEqualTo("maint");
            screen.type("q");
            screen.rest();
            assertThat(screen.status()).isZero();
        }
    }

    @Test
    void the_prometheus_exporter_understands_the_csv() throws Exception {
        Tool.require("prometheus-haproxy-exporter");
        cluster.get("/");
        try (Tool exporter = Tool.start("prometheus-haproxy-exporter", "--web.listen-address=127.0.0.1:0",
                "--haproxy.scrape-uri=http://127.0.0.1:" + cluster.adminPort() + "/;csv")) {
            exporter.until("Listening on\" address=127.0.0.1:");
            int port = Integer.parseInt(exporter.until("\n").strip());
            String metrics = cluster.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build()).body();
            assertThat(metrics.lines()).contains("haproxy_up 1", "haproxy_exporter_csv_parse_failures_total 0",
                    "haproxy_server_up{backend=\"nodes\",server=\"s1\"} 1", "haproxy_frontend_http_requests_total{frontend=\"localnodes\"} 1",
                    "haproxy_backend_up{backend=\"nodes\"} 1", "haproxy_backend_current_server{backend=\"nodes\"} 2");
        }
    }

    @Test
    void the_nagios_check_is_ok_while_all_are_up_and_critical_when_one_is_not() throws Exception {
        Tool.require("perl", "curl", CHECK);
        String url = "http://127.0.0.1:" + cluster.adminPort() + "/";
        assertThat(run(CHECK, "-U", url)).startsWith("Check haproxy OK - checked 4 proxies.");
        Typing.once(cluster.cliPort(), "disable server nodes/s2\n");
        try (Tool check = Tool.start(CHECK, "-U", url)) {
            assertThat(check.rest()).startsWith("Check haproxy CRITICAL - server: nodes:s2 is MAINT");
            assertThat(check.status()).isEqualTo(2);
        }
        assertThat(run(CHECK, "-m", "-U", url)).startsWith("Check haproxy OK");
    }
}
