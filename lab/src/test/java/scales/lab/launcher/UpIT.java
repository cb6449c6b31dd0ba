package scales.lab.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import scales.lab.up.TestCluster;

/** The packaged programs, started as a person starts them, who then types what is printed. */
@Timeout(120)
class UpIT {
    @TempDir
    private Path folder;
    private Clone clone;
    private Process up;

    @BeforeEach
    void a_clone_that_was_built() throws Exception {
        clone = Clone.built(folder);
    }

    @AfterEach
    void leave_nothing() throws IOException {
        up.descendants().forEach(ProcessHandle::destroyForcibly);
        up.destroyForcibly();
        clone.unlink();
    }

    @Test
    void what_is_printed_works_and_a_signal_stops_everything() throws Exception {
        String printed = start();

        Matcher resize = find("curl -sS --data-binary @'([^']+)' '(http[^']+)' -o half.png", printed);
        Path sample = Path.of(resize.group(1));
        HttpResponse<byte[]> half = post(resize.group(2), Files.readAllBytes(sample));
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(half.body()));
        assertThat(half.statusCode()).isEqualTo(200);
        assertThat(picture.getWidth() + " x " + picture.getHeight()).isEqualTo("300 x 200");
        HttpResponse<byte[]> drained = post(find("curl -sS -X POST '(http[^']+)'", printed).group(1), new byte[0]);
        JsonObject node = new JsonObject(new String(drained.body()));
        assertThat(node.getString("state")).isEqualTo("drain");
        assertThat(node.getBoolean("safeToStop")).isTrue();

        up.destroy();
        assertThat(up.waitFor()).isZero();
        assertThat(sample).doesNotExist();
    }

    @Test
    void with_processes_a_signal_stops_them_too() throws Exception {
        start("--processes");
        List<ProcessHandle> workers = up.descendants().toList();
        assertThat(workers).hasSize(2);

        up.destroy();
        assertThat(up.waitFor()).isZero();
        assertThat(workers).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void workers_do_not_outlive_a_parent_that_was_killed() throws Exception {
        Matcher sample = find("@'([^']+)' ", start("--processes"));
        List<ProcessHandle> workers = up.descendants().toList();
        assertThat(workers).hasSize(2);

        up.destroyForcibly();
        TestCluster.until("workers are gone", () -> workers.stream().noneMatch(ProcessHandle::isAlive));
        Files.delete(Path.of(sample.group(1)));
    }

    @Test
    void ports_in_use_are_all_named() throws Exception {
        Matcher ports = Pattern.compile("clients +http://127.0.0.1:(\\d+)\\R.* +http://127.0.0.1:(\\d+)").matcher(start());
        assertThat(ports.find()).isTrue();

        Clone.Ended second = clone.run("up", "--port", ports.group(1), "--admin-port", ports.group(2), "--cli-port", "0", "--worker-port", "0");
        assertThat(second.status()).isEqualTo(1);
        assertThat(second.err().lines()).hasSize(2)
                .anyMatch(line -> line.contains(ports.group(1)) && line.endsWith("--port"))
                .anyMatch(line -> line.contains(ports.group(2)) && line.endsWith("--admin-port"));
        up.destroy();
        assertThat(up.waitFor()).isZero();
    }

    /** @return what it printed until it was ready */
    private String start(String... options) throws Exception {
        String[] words = Stream.concat(
                Stream.of("up", "--port", "0", "--admin-port", "0", "--cli-port", "0", "--worker-port", "0"),
                Stream.of(options)).toArray(String[]::new);
        ProcessBuilder builder = clone.command(clone.root.resolve("scales"), words).redirectErrorStream(true);
        up = builder.start();
        StringBuilder printed = new StringBuilder();
        BufferedReader output = up.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            printed.append(line).append('\n');
            if (line.startsWith("Ctrl-C")) {
                return printed.toString();
            }
        }
        throw new AssertionError("ended with " + up.waitFor() + ":\n" + printed);
    }

    private static Matcher find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher;
    }

    private static HttpResponse<byte[]> post(String url, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofByteArray(body)).build();
        return HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofByteArray()).get(60, TimeUnit.SECONDS);
    }
}
