package scales.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
    private static TestWorker worker;

    @BeforeAll
    static void start() {
        worker = TestWorker.start("--max-body=1MiB");
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "?scale=abc", "?scale=1&scale=1", "?scale=%25", "?scale=2", "?scale=0.5"})
    void no_picture_or_no_scale_is_400_with_an_empty_body_and_a_reason_beside_it(String query) {
        HttpResponse<byte[]> refused = worker.post("/resize" + query, "no picture".getBytes());

        assertThat(refused.statusCode()).isEqualTo(400);
        assertEmpty(refused);
        assertThat(refused.headers().firstValue("X-Scales-Reason")).hasValueSatisfying(reason ->
                assertThat(reason).matches("[ -~]{10,200}"));
    }

    @Test
    void an_empty_body_is_400() {
        assertThat(worker.post("/resize?scale=2", new byte[0]).statusCode()).isEqualTo(400);
    }

    @Test
    void a_refusal_keeps_the_connection_when_the_body_has_come() {
        String request = "POST /resize?scale=%s HTTP/1.1\r\nHost: w\r\nContent-Length: 3\r\n%s\r\nabc";

        String answers = worker.raw(request.formatted("x", "") + request.formatted("y", "")
                + request.formatted("2", "Connection: close\r\n"));

        assertThat(answers.split("HTTP/1.1 400 Bad Request", -1)).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /resize, 405", "PUT, /resize, 405", "OPTIONS, /resize, 405", "GET, /delay, 405", "POST, /, 405",
        "DELETE, /health, 405", "GET, /nothing, 404", "POST, /resize/more, 404", "GET, /admin/nodes, 404",
    })
    void other_methods_are_405_and_other_paths_404_with_empty_bodies(String method, String path, int status) {
        HttpResponse<String> refused = worker.send(method, path);

        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(refused.headers().firstValue("Allow").isPresent()).isEqualTo(status == 405);
        assertEmpty(refused);
    }

    @Test
    void a_body_that_says_it_is_too_large_is_413_before_it_is_sent() {
        String answer = worker.raw("POST /resize?scale=2 HTTP/1.1\r\nHost: w\r\nContent-Length: 1048577\r\n"
                + "Expect: 100-continue\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("Content-Length: 0\r\n", "Connection: close\r\n");
    }

    @Test
    void a_body_that_turns_out_too_large_is_413_and_the_client_can_read_that_although_it_sends_all() {
        byte[] large = new byte[8 << 20];

        assertThat(worker.post("/resize?scale=2", large).statusCode()).isEqualTo(413);
        assertThat(worker.post("/resize?scale=2", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                        .statusCode())
                .isEqualTo(413);
        assertThat(worker.post("/resize?scale=x", large).statusCode()).isEqualTo(413);
    }

    @Test
    void a_body_of_exactly_the_limit_is_read() {
        assertThat(worker.post("/resize?scale=2", new byte[1 << 20]).statusCode()).isEqualTo(400);
    }

    @Test
    void a_body_that_does_not_come_is_408() {
        try (TestWorker impatient = TestWorker.start("--body-timeout=200ms")) {
            String answer = impatient.raw("POST /resize?scale=2 HTTP/1.1\r\nHost: w\r\nContent-Length: 10\r\n\r\nabc");

            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("Connection: close\r\n");
        }
    }

    @Test
    void a_broken_chunk_is_400() {
        String answer = worker.raw("POST /resize?scale=2 HTTP/1.1\r\nHost: w\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("Content-Length: 0\r\n");
    }

    @Test
    void a_client_that_asks_first_is_told_to_go_on() {
        String answer = worker.raw("POST /resize?scale=2 HTTP/1.1\r\nHost: w\r\nContent-Length: 3\r\n"
                + "Connection: close\r\nExpect: 100-continue\r\n\r\nabc");

        assertThat(answer).startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 400 Bad Request");
    }

    @Test
    void other_expectations_are_417() {
        String answer = worker.raw("POST /resize?scale=2 HTTP/1.1\r\nHost: w\r\nContent-Length: 3\r\nExpect: tea\r\n\r\nabc");

        assertThat(answer).startsWith("HTTP/1.1 417 ");
    }

    @Test
    void a_broken_path_is_an_empty_400_and_an_endless_request_line_414() {
        assertThat(worker.raw("GET /%zz HTTP/1.1\r\nHost: w\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ").endsWith("\r\n\r\n");
        assertThat(worker.raw("POST /resize?scale=" + "9".repeat(10_000) + " HTTP/1.1\r\nHost: w\r\n\r\n"))
                .contains(" 414 ").endsWith("\r\n\r\n");
    }

    @Test
    void refusals_are_counted_by_reason() {
        worker.post("/resize?scale=x", "");

        assertThat(worker.get("/metrics").body())
                .containsPattern("scales_worker_rejected_total\\{reason=\"scale\"} [1-9]")
                .contains("scales_worker_resize_seconds_count{phase=\"decode\"}", "scales_worker_slots 2.0", "jvm_memory_used_bytes");
    }

    private static void assertEmpty(HttpResponse<?> response) {
        assertThat(response.headers().firstValue("Content-Length")).hasValue("0");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(response.body() instanceof byte[] bytes ? bytes.length : response.body().toString().length()).isZero();
    }
}
