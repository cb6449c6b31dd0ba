package scales.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scales.worker.TestWorker;
import scales.worker.config.WorkerConfig;
import scales.worker.image.Resizer;
import scales.worker.slots.Slots;

/** What openapi/worker.json says of a worker is so, and it says all. */
class ApiDocumentTest {
    private static TestWorker worker;
    private static ApiDocument document;

    @BeforeAll
    static void start() {
        worker = TestWorker.start("--max-body=100KiB");
        document = new ApiDocument(worker.get("/openapi.json").body());
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    private static void expect(String method, String path, int status, HttpResponse<?> answer) {
        assertThat(answer.statusCode()).as("%s %s", method, path).isEqualTo(status);
        String body = answer.body() instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : (String) answer.body();
        document.expectAnswer(method, path, status, answer.headers(), body);
    }

    @Test
    void it_has_every_route_and_no_other() {
        Vertx vertx = Vertx.vertx();
        WorkerConfig config = TestWorker.config(Map.of());
        Slots slots = TestWorker.await(Slots.open(vertx, "resize", 1, 1, 1 << 30, System::nanoTime));
        Router router = Routes.router(vertx, config, "host", new Resizer(config.limits()), slots, new Lifecycle(), new Metrics(slots));
        Set<String> mounted = new TreeSet<>();
        router.getRoutes().stream().filter(route -> route.methods() != null).forEach(route ->
                route.methods().forEach(method -> mounted.add(method + " " + route.getPath())));
        assertThat(document.operations()).isEqualTo(mounted);
        TestWorker.await(vertx.close());
    }

    @ParameterizedTest
    @CsvSource({"GET, /", "HEAD, /", "GET, /health", "HEAD, /health", "GET, /metrics", "GET, /openapi.json"})
    void what_is_read_is_as_it_says(String method, String path) {
        expect(method, path, 200, worker.send(method, path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif", "bmp"})
    void a_resized_picture_has_its_type_and_the_headers(String format) throws Exception {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(16, 8, BufferedImage.TYPE_INT_RGB), format, picture);
        HttpResponse<byte[]> answer = worker.post("/resize?scale=0.5", picture.toByteArray());
        expect("POST", "/resize", 200, answer);
        assertThat(answer.headers().map()).containsKeys("server-timing", "endpoint-load-metrics");
    }

    @Test
    void refusals_are_as_it_says() {
        HttpResponse<byte[]> refused = worker.post("/resize?scale=0", "no picture".getBytes());
        expect("POST", "/resize", 400, refused);
        assertThat(refused.headers().firstValue("x-scales-reason")).isPresent();
        expect("POST", "/resize", 413, worker.post("/resize?scale=2", new byte[200 << 10]));
        expect("POST", "/delay", 413, worker.post("/delay", new byte[100 << 10]));
        expect("POST", "/delay", 500, worker.post("/delay", "{\"delay\":\"long\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"delay\":1}", "{\"delay\":0,\"mode\":\"latency\"}", "{\"delay\":0,\"mode\":\"slot\"}"})
    void a_delay_is_set_as_it_says(String body) {
        document.expectRequest("POST", "/delay", body);
        expect("POST", "/delay", 200, worker.post("/delay", body));
    }

    @ParameterizedTest
    @CsvSource({"PUT, /, 405", "GET, /resize, 405", "POST, /openapi.json, 405", "OPTIONS, /delay, 405", "GET, /nothing, 404"})
    void other_methods_are_405_and_other_paths_404(String method, String path, int status) {
        assertThat(worker.send(method, path).statusCode()).isEqualTo(status);
    }

    @Test
    void what_it_refers_to_is_there_and_its_examples_are_right() {
        document.parts().filter(part -> part.getValue("$ref") instanceof String).forEach(document::resolve);
        document.parts().filter(part -> part.containsKey("schema") && part.containsKey("example"))
                .forEach(part -> document.expect(part.getJsonObject("schema"), part.getValue("example")));
    }
}
