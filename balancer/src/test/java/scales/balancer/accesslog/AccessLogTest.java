package scales.balancer.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scales.balancer.Cluster;

class AccessLogTest {
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @TempDir
    Path folder;

    private final Cluster cluster = new Cluster();
    private boolean stopped;

    @AfterEach
    void stop() {
        if (!stopped) {
            cluster.close();
        }
    }

    private Path file() {
        return folder.resolve("access.log");
    }

    private Cluster logging(String format) {
        return cluster.with("--access-log", format, "--access-log-file", file().toString());
    }

    /** A balancer that stops has written everything. */
    private List<String> lines() throws IOException {
        stopped = true;
        cluster.close();
        return Files.readAllLines(file());
    }

    private static double millis(JsonObject line, String name) {
        return line.getDouble(name + "Millis");
    }

    @Test
    void a_line_says_where_a_request_went_and_where_its_time_did() throws Exception {
        logging("json").with("--strategy", "sticky-cookie+round-robin")
                .node("s1", request -> request.body().onSuccess(body -> cluster.vertx().setTimer(20, late -> request.response().end("12345"))))
                .start();
        cluster.send(cluster.request("/resize?scale=secret").header("X-Request-Id", "mine-1").header("traceparent", TRACE)
                .header("Cookie", "SERVERID=s1").POST(HttpRequest.BodyPublishers.ofString("abc")).build());
        Instant before = Instant.now();

        JsonObject line = new JsonObject(lines().get(0));

        assertThat(Instant.parse(line.getString("time"))).isBefore(before);
        assertThat(line.getString("requestId")).isEqualTo("mine-1");
        assertThat(line.getString("client")).isEqualTo("127.0.0.1");
        assertThat(line.getString("method")).isEqualTo("POST");
        assertThat(line.getString("path")).isEqualTo("/resize");
        assertThat(line.getInteger("status")).isEqualTo(200);
        assertThat(line.getString("end")).isEqualTo("done");
        assertThat(line.getString("node")).isEqualTo("s1");
        assertThat(line.getString("strategy")).isEqualTo("sticky-cookie+round-robin");
        assertThat(line.getString("reason")).startsWith("s1: ");
        assertThat(line.getInteger("attempts")).isEqualTo(1);
        assertThat(line.getString("affinity")).isEqualTo("hit");
        assertThat(line.getInteger("bytesIn")).isEqualTo(3);
        assertThat(line.getInteger("bytesOut")).isEqualTo(5);
        assertThat(line.getString("traceparent")).isEqualTo(TRACE);
        assertThat(millis(line, "response")).isGreaterThanOrEqualTo(19);
        assertThat(millis(line, "queue")).isZero();
        assertThat(millis(line, "total"))
                .isGreaterThanOrEqualTo(millis(line, "request") + millis(line, "connect") + millis(line, "response") - 0.01);
    }

    @Test
    void text_has_the_fields_that_the_document_counts() throws Exception {
        logging("text").node("s1", request -> request.response().end("12345")).start();
        cluster.get("/a?b");

        String line = lines().get(0);

        assertThat(line).matches("\\S+Z 127\\.0\\.0\\.1 s1 ([0-9]+\\.[0-9]{3}/){4}[0-9]+\\.[0-9]{3} 200 0 5 done 1 none round-robin"
                + " \"GET /a\" \"s1: [^\"]*\" \\S+ -");
        assertThat(Pattern.compile("\"[^\"]*\"|\\S+").matcher(line).results().map(MatchResult::group)).hasSize(15);
    }

    @Test
    void what_was_refused_or_found_no_node_has_its_line_too() throws Exception {
        logging("json").node("s1", request -> request.response().end()).start();
        cluster.send(cluster.request("/x").method("PROPFIND", HttpRequest.BodyPublishers.noBody()).build());
        cluster.admin("POST", "/admin/nodes/s1/maint?force=true", null);
        cluster.get("/y");

        List<String> lines = lines();

        JsonObject refused = new JsonObject(lines.get(0));
        assertThat(refused.getString("method") + refused.getString("path")).isEqualTo("PROPFIND/x");
        assertThat(refused.getInteger("status")).isEqualTo(501);
        assertThat(refused.getString("end")).isEqualTo("refused");
        assertThat(refused.getString("node")).isNull();
        assertThat(refused.getValue("totalMillis")).isNull();
        JsonObject nobody = new JsonObject(lines.get(1));
        assertThat(nobody.getString("end")).isEqualTo("no-place");
        assertThat(nobody.getInteger("status")).isEqualTo(503);
        assertThat(nobody.getValue("connectMillis")).isNull();
        assertThat(nobody.getString("reason")).startsWith("nobody: ");
    }

    @Test
    void what_a_client_sends_forges_no_line_and_no_field() {
        Entry entry = Entry.ofRefused(400, "10.0.0.1", "GET", "/\r\n2026 \"\u001b[2J\u2028\\ä", 0);
        StringBuilder text = new StringBuilder();
        TextLine.append(text, entry);
        StringBuilder json = new StringBuilder();
        JsonLine.append(json, entry);

        assertThat(text.toString()).contains("\"GET /\\u000d\\u000a2026 \\\"\\u001b[2J\\u2028\\\\\\u00e4\"").endsWith("\n");
        assertThat(text.toString().trim()).matches("[ -~]+");
        assertThat(json.toString().trim()).matches("[ -~]+");
        assertThat(new JsonObject(json.toString()).getString("path")).isEqualTo(entry.path());
        StringBuilder field = new StringBuilder();
        Escape.append(field, "00 - \"200\"", true);
        assertThat(field.toString()).isEqualTo("00\\u0020-\\u0020\\\"200\\\"");
    }

    @Test
    void a_trace_is_passed_on_untouched_and_none_is_made() throws Exception {
        LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
        cluster.node("s1", request -> {
            seen.add(request.getHeader("traceparent") + " " + request.getHeader("tracestate"));
            request.response().end();
        }).start();
        cluster.send(cluster.request("/").header("traceparent", TRACE).header("tracestate", "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE").build());
        cluster.get("/");

        assertThat(seen.poll(5, TimeUnit.SECONDS)).isEqualTo(TRACE + " rojo=00f067aa0ba902b7,congo=t61rcWkgMzE");
        assertThat(seen.poll(5, TimeUnit.SECONDS)).isEqualTo("null null");
    }

    @Test
    void a_file_that_was_moved_away_is_made_anew() throws Exception {
        long[] nanos = {0};
        try (LogFile log = new LogFile(file(), () -> nanos[0])) {
            log.write("one\n".getBytes());
            Files.move(file(), folder.resolve("access.log.1"));
            nanos[0] = TimeUnit.SECONDS.toNanos(1);
            log.write("two\n".getBytes());
        }
        assertThat(folder.resolve("access.log.1")).hasContent("one");
        assertThat(file()).hasContent("two");
    }

    @Test
    void lines_that_cannot_be_written_are_counted_and_nobody_waits() {
        AccessLog log = new AccessLog(Format.TEXT, Path.of("/dev/full"), System::nanoTime, System::currentTimeMillis);
        for (int i = 0; i < 20_000; i++) {
            log.refused(400, "10.0.0.1", null, null);
        }
        log.close();
        assertThat(log.dropped()).isEqualTo(20_000);
    }
}
