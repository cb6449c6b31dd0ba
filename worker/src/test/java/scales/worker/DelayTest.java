package scales.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DelayTest {
    private TestWorker worker;

    @BeforeEach
    void start() {
        worker = TestWorker.start();
    }

    @AfterEach
    void stop() {
        worker.close();
    }

    @Test
    void says_what_the_lab_says() {
        HttpResponse<String> set = worker.post("/delay", "{\"delay\": 250}", "Content-Type", "application/json");

        assertThat(set.statusCode()).isEqualTo(200);
        assertThat(set.body()).isEqualTo("{\"message\":\"New timeout of 250ms configured.\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "{}", "[]", "99999", "null", "{\"delay\":\"99999\"}", "{\"delay\":-1}", "{\"delay\":99999.5}",
        "{\"delay\":null}", "{\"delay\":99999", "{\"delay\":99999999999}", "{\"delay\":99999,\"mode\":\"sleep\"}",
        "{\"delay\":99999,\"mode\":1}"
    })
    void a_wrong_delay_is_told_in_the_words_of_the_lab_and_changes_nothing(String body) {
        HttpResponse<String> wrong = worker.post("/delay", body);

        assertThat(wrong.statusCode()).isEqualTo(500);
        assertThat(wrong.body()).isEqualTo("{\"message\":\"No delay configured due to an error. "
                + "Maybe you have not provided the correct JSON payload.\"}");
        assertThat(worker.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void by_default_a_delay_occupies_the_worker_for_one_request_at_a_time() {
        worker.post("/delay", "{\"delay\":100}");

        assertThat(millisFor(5)).isGreaterThanOrEqualTo(500);
    }

    @Test
    void a_delay_of_mode_latency_holds_up_requests_side_by_side() {
        worker.post("/delay", "{\"delay\":800,\"mode\":\"latency\"}");

        assertThat(millisFor(10)).isBetween(800L, 7_999L);
    }

    /** Two pictures on one slot, so that the second waits for the first. */
    @Test
    void a_delay_of_mode_slot_makes_pictures_keep_their_slots_and_holds_up_nothing_else() throws IOException {
        try (TestWorker oneSlot = TestWorker.start("--slots=1")) {
            oneSlot.post("/delay", "{\"delay\":300,\"mode\":\"slot\"}");
            ByteArrayOutputStream picture = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png", picture);
            long start = System.nanoTime();

            CompletableFuture<?> first = CompletableFuture.supplyAsync(() -> oneSlot.post("/resize?scale=2", picture.toByteArray()));
            oneSlot.post("/resize?scale=2", picture.toByteArray());
            first.join();

            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isGreaterThanOrEqualTo(600);
            oneSlot.post("/delay", "{\"delay\":100000,\"mode\":\"slot\"}");
            assertThat(oneSlot.get("/").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_check_waits_behind_a_request() {
        worker.post("/delay", "{\"delay\":200}");
        CompletableFuture<HttpResponse<String>> page = worker.getLater("/");
        long start = System.nanoTime();

        worker.send("HEAD", "/");

        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isGreaterThanOrEqualTo(200);
        assertThat(page.join().statusCode()).isEqualTo(200);
    }

    @Test
    void a_picture_is_delayed_as_well() {
        worker.post("/delay", "{\"delay\":200}");
        long start = System.nanoTime();

        worker.post("/resize?scale=2", "no picture");

        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isGreaterThanOrEqualTo(200);
    }

    @Test
    void health_and_the_delay_itself_are_never_delayed() {
        worker.post("/delay", "{\"delay\":100000}");
        CompletableFuture<HttpResponse<String>> stuck = worker.getLater("/");

        assertThat(worker.get("/health").statusCode()).isEqualTo(200);
        assertThat(worker.post("/delay", "{\"delay\":0}").statusCode()).isEqualTo(200);
        assertThat(worker.get("/").statusCode()).isEqualTo(200);
        stuck.cancel(true);
    }

    private long millisFor(int requests) {
        long start = System.nanoTime();
        List<CompletableFuture<HttpResponse<String>>> answers =
                Stream.generate(() -> worker.getLater("/")).limit(requests).toList();
        answers.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
