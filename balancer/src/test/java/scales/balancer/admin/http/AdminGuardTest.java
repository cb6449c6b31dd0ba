package scales.balancer.admin.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scales.balancer.Cluster;
import scales.balancer.admin.cli.Typing;

/** Who may change anything, who may see clients, and who is told of it. */
class AdminGuardTest {
    @TempDir
    private Path files;

    private final Cluster cluster = new Cluster();

    @BeforeEach
    void nodes() throws Exception {
        cluster.node("s1", request -> request.response().end("s1")).node("s2", request -> request.response().end("s2"));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private Cluster withToken() throws Exception {
        Path token = files.resolve("token");
        Files.writeString(token, "secret\n");
        return cluster.with("--admin-token-file", token.toString());
    }

    /** As no proper client would send it. */
    private String raw(String request) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", cluster.adminPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private int status(String line, String host, String... headers) throws Exception {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return Integer.parseInt(raw(line + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\nContent-Length: 0\r\n" + more + "\r\n")
                .split(" ")[1]);
    }

    private List<String> audit() throws Exception {
        return new JsonObject(cluster.admin("GET", "/admin/log", null).body()).getJsonArray("events").stream()
                .map(JsonObject.class::cast).filter(event -> event.getString("kind").equals("audit"))
                .map(event -> event.getString("text")).toList();
    }

    @ParameterizedTest
    @CsvSource({"evil.example:1936, 403", "evil.example, 403", "127.0.0.1.evil.example, 403", "localhost.evil.example, 403", "127.0.0.1, 200",
        "localhost:1936, 200", "[::1]:1936, 200", "LocalHost, 200", "scales.lab, 200", "SCALES.lab:80, 200", "10.0.0.7:1936, 200"})
    void a_name_that_was_made_to_lead_here_changes_nothing_and_sees_no_clients(String host, int status) throws Exception {
        withToken().with("--admin-host-name", "Scales.lab").start();
        assertThat(status("POST /admin/nodes/s1/maint", host)).isEqualTo(status);
        assertThat(status("GET /admin/decisions", host)).isEqualTo(status);
        assertThat(status("GET /admin//decisions", host)).isIn(status, 404);
        assertThat(status("GET /admin/%64ecisions/x", host)).isIn(403, 404).isNotEqualTo(200);
        assertThat(status("GET /admin/nodes", host)).isEqualTo(200);
        assertThat(status("POST /admin/nodes/s1/ready", host, "Authorization: Bearer secret")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Origin: http://evil.example", "Origin: null", "Origin: http://localhost:3000", "Origin: ::", "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site"})
    void a_page_of_another_site_changes_nothing_even_with_the_token(String header) throws Exception {
        withToken().start();
        assertThat(status("POST /admin/nodes/s1/maint", "localhost", header)).isEqualTo(403);
        assertThat(status("POST /admin/nodes/s1/maint", "localhost", header, "Authorization: Bearer secret")).isEqualTo(403);
        assertThat(cluster.node("s1").getString("state")).isEqualTo("ready");
    }

    @Test
    void its_own_page_may() throws Exception {
        cluster.start();
        assertThat(status("POST /admin/nodes/s1/maint", "localhost", "Origin: http://localhost", "Sec-Fetch-Site: same-origin")).isEqualTo(200);
        assertThat(audit()).singleElement().asString().startsWith("Audit: node s1 state ready -> maint; by the page from 127.0.0.1 (loopback)");
    }

    @Test
    void a_wrong_token_is_refused_on_loopback_too_and_another_scheme_is_none_of_ours() throws Exception {
        withToken().start();
        assertThat(status("POST /admin/nodes/s1/maint", "localhost", "Authorization: Bearer wrong")).isEqualTo(401);
        assertThat(status("POST /admin/nodes/s1/maint", "localhost", "Authorization: Bearer ")).isEqualTo(401);
        assertThat(status("POST /admin/nodes/s1/maint", "localhost", "Authorization: Basic eDp5")).isEqualTo(200);
    }

    @Test
    void elsewhere_clients_are_shown_with_the_token_only() throws Exception {
        withToken().with("--admin-host", "0.0.0.0").start();
        for (String path : new String[] {"/admin/decisions", "/admin/decisions/", "/admin/decisions/mine", "/admin/hints"}) {
            HttpResponse<String> refused = cluster.admin("GET", path, null);
            assertThat(refused.statusCode()).as(path).isEqualTo(401);
            assertThat(refused.headers().firstValue("www-authenticate")).contains("Bearer");
        }
        for (String path : new String[] {"/", "/admin/nodes", "/admin/stats", "/admin/log", "/;csv", "/health/live", "/admin/openapi.json"}) {
            assertThat(cluster.admin("GET", path, null).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(status("GET /admin/decisions", "balancer", "Authorization: bearer secret")).isEqualTo(200);
        assertThat(status("POST /admin/nodes/s1/drain", "balancer:1936", "Authorization: Bearer secret")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "BREW", "get"})
    void odd_methods_do_nothing(String method) throws Exception {
        cluster.start();
        assertThat(raw(method + " /admin/nodes/s1/maint HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).contains(" 40");
        assertThat(cluster.node("s1").getString("state")).isEqualTo("ready");
    }

    @Test
    void large_and_deep_and_broken_bodies_are_refused() throws Exception {
        cluster.start();
        byte[] large = "x".repeat(70_000).getBytes();
        assertThat(cluster.admin("PATCH", "/admin/nodes/s1", new String(large)).statusCode()).isEqualTo(413);
        HttpResponse<String> chunked = cluster.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + cluster.adminPort() + "/admin/nodes"))
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))).build());
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(new JsonObject(chunked.body()).getString("error")).contains("65536");
        for (String body : new String[] {"{", "{\"weight\":1", "nul", "{\"weight\":" + "[".repeat(30_000), "{\"a\":".repeat(10_000)}) {
            assertThat(cluster.admin("PATCH", "/admin/nodes/s1", body).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void every_change_is_told_with_old_and_new_value_and_what_changes_nothing_is_not() throws Exception {
        cluster.start();
        cluster.admin("PATCH", "/admin/nodes/s1", "{\"weight\":2,\"limit\":5}");
        cluster.admin("PATCH", "/admin/nodes/s1", "{\"weight\":2}");
        cluster.admin("PUT", "/admin/strategy", "{\"strategy\":\"random\"}");
        cluster.admin("POST", "/admin/nodes/s1/drain?deadline=10m", null);
        cluster.admin("POST", "/admin/stats/reset", null);
        cluster.admin("DELETE", "/admin/nodes/s1?force=true", null);
        Typing.once(cluster.cliPort(), "set weight nodes/s2 3\n");
        assertThat(audit()).hasSize(6);
        assertThat(audit().get(0)).isEqualTo(
                "Audit: node s1 weight 1 -> 2, limit 0 -> 5; by the API from 127.0.0.1 (loopback): PATCH /admin/nodes/s1");
        assertThat(audit().get(1)).contains("strategy round-robin -> random;");
        assertThat(audit().get(2)).contains("state ready -> drain, drain deadline none -> 600000ms;");
        assertThat(audit().get(3)).contains("resets of counters 0 -> 1;");
        assertThat(audit().get(4)).contains("node s1 removed {address=127.0.0.1:");
        assertThat(audit().get(5)).contains("node s2 weight 1 -> 3; by the command line from 127.0.0.1").contains("(loopback): set weight nodes/s2 3");
    }

    @Test
    void refusals_are_told_and_cannot_flood_the_log() throws Exception {
        cluster.start();
        Typing.once(cluster.cliPort(), "set weight nodes/s2 heavy\n");
        status("POST /admin/nodes/s1/maint", "evil.example");
        cluster.admin("DELETE", "/admin/nodes/s1", null);
        assertThat(audit()).hasSize(3);
        assertThat(audit().get(0)).startsWith("Audit: refused to the command line from 127.0.0.1");
        assertThat(audit().get(1)).startsWith("Audit: refused to the API from 127.0.0.1: POST /admin/nodes/s1/maint: this balancer does not know itself");
        assertThat(audit().get(2)).contains("must be in maint and idle");
        for (int i = 0; i < 40; i++) {
            cluster.admin("DELETE", "/admin/nodes/s1", null);
        }
        assertThat(audit()).hasSize(20);
    }

    @Test
    void the_commands_of_the_document_work() throws Exception {
        cluster.start();
        String document = Files.readString(Path.of(System.getProperty("scales.root"), "docs", "api.md"));
        List<String> commands = document.lines().filter(line -> line.startsWith("curl ")).toList();
        assertThat(commands).hasSize(3);
        for (String command : commands) {
            Process curl = new ProcessBuilder("sh", "-c", command.replace("curl -s", "curl -sf").replace(":1936", ":" + cluster.adminPort())).start();
            String answer = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(curl.waitFor()).as(command).isZero();
            assertThat(new JsonObject(answer).isEmpty()).isFalse();
        }
        assertThat(cluster.node("s1").getInteger("weight")).isEqualTo(2);
    }
}
