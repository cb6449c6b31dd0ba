package scales.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResizeTest {
    private static TestWorker worker;

    @BeforeAll
    static void start() {
        worker = TestWorker.start();
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    @ParameterizedTest
    @CsvSource({"0.5, 20, 10", "2, 80, 40", "0.01, 1, 1", "1, 40, 20"})
    void a_picture_comes_back_scaled_in_its_format_with_what_it_cost(String scale, int width, int height) throws Exception {
        HttpResponse<byte[]> answer = worker.post("/resize?scale=" + scale, picture(), "Content-Type", "text/plain");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertSize(answer, width, height);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Server-Timing").orElseThrow()).matches(
                "queue;dur=\\d+\\.\\d{3}, decode;dur=\\d+\\.\\d{3}, scale;dur=\\d+\\.\\d{3}, encode;dur=\\d+\\.\\d{3}");
        assertThat(answer.headers().firstValue("endpoint-load-metrics").orElseThrow()).matches(
                "TEXT cpu_utilization=[0-9.]+,mem_utilization=[0-9.]+,application_utilization=[0-9.]+,named_metrics.queued=\\d+");
    }

    @Test
    void a_body_of_unknown_length_is_a_picture_as_well() throws Exception {
        byte[] picture = picture();

        assertSize(
                worker.post("/resize?scale=0.5", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(picture))), 20, 10);
    }

    @Test
    void a_form_field_is_a_picture_as_well() throws Exception {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.write("--xyz\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.png\"\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        form.write(picture());
        form.write("\r\n--xyz--\r\n".getBytes(StandardCharsets.US_ASCII));

        assertSize(
                worker.post("/resize?scale=0.5", form.toByteArray(), "Content-Type", "multipart/form-data; boundary=\"xyz\""),
                20,
                10);
    }

    @Test
    void the_body_counts_whatever_a_client_calls_it() throws Exception {
        assertSize(worker.post("/resize?x=1&scale=0.5", picture(), "Content-Type", "application/x-www-form-urlencoded"), 20, 10);
    }

    private static void assertSize(HttpResponse<byte[]> answer, int width, int height) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(answer.body()));
        assertThat(picture.getWidth()).isEqualTo(width);
        assertThat(picture.getHeight()).isEqualTo(height);
    }

    private static byte[] picture() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB), "jpeg", bytes)).isTrue();
        return bytes.toByteArray();
    }
}
