package scales.lab.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scales.lab.up.TestCluster;

/** Workers that are processes of their own, and end while clients are served. */
class KilledWorkerTest {
    private static final int CLIENTS = 4;
    private static final int ANSWERS_BETWEEN = 60;
    /** Without a pause they take the processors from the workers that start meanwhile. */
    private static final Executor AFTER_A_PAUSE = CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);

    private final AtomicBoolean enough = new AtomicBoolean();
    private final AtomicInteger answers = new AtomicInteger();
    private TestCluster cluster;
    private final List<ProcessHandle> restarted = new ArrayList<>();

    @BeforeEach
    void start() {
        cluster = TestCluster.startProcesses(2, "--check-interval", "200ms");
    }

    @AfterEach
    void stop() {
        cluster.close();
        restarted.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void no_client_sees_a_worker_killed_replaced_or_stopped() throws IOException {
        byte[] picture = picture();
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(ask(picture));
        }
        awaitAnswers("of both");

        kill("s1");
        awaitAnswers("of s2 alone");
        TestCluster.until("s1 is DOWN", () -> !cluster.nodes("status").get("s1").equals("UP"));

        restarted.add(new ProcessBuilder(javaFor(cluster.commandToRestart("s1")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectErrorStream(true).start().toHandle());
        TestCluster.until("s1 is UP again", () -> "UP".equals(cluster.nodes("status").get("s1")));
        awaitAnswers("of both again");

        ProcessHandle.of(cluster.worker("s2").pid().getAsLong()).orElseThrow().destroy();
        TestCluster.until("s2 has left", () -> cluster.nodes("status").keySet().equals(Set.of("s1")));
        awaitAnswers("of s1 alone");

        enough.set(true);
        clients.forEach(TestCluster::join);
    }

    @Test
    void the_rolling_restart_that_the_documents_print_loses_no_request() throws Exception {
        byte[] picture = picture();
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(ask(picture));
        }
        awaitAnswers("of both");
        String script = Files.readString(Path.of(System.getProperty("scales.root"), "docs", "operating.md"))
                .split("```bash\n")[1].split("```")[0].replace("http://127.0.0.1:1936", cluster.adminUrl());
        assertThat(script).contains(cluster.adminUrl());

        Process bash = new ProcessBuilder("bash", "-eu", "-c", restartFunction() + script).redirectErrorStream(true).start();
        String output = new String(bash.getInputStream().readAllBytes());
        output.lines().filter(line -> line.matches("[0-9]+")).map(Long::valueOf)
                .forEach(pid -> ProcessHandle.of(pid).ifPresent(restarted::add));
        assertThat(bash.waitFor()).as(output).isZero();
        assertThat(restarted).as(output).hasSize(2).allMatch(ProcessHandle::isAlive);
        assertThat(cluster.nodes("state")).isEqualTo(Map.of("s1", "ready", "s2", "ready"));
        awaitAnswers("of both anew");

        enough.set(true);
        clients.forEach(TestCluster::join);
    }

    /** What a reader of the document has to bring: it ends the worker and starts it again, and prints the new process' number. */
    private String restartFunction() {
        StringBuilder cases = new StringBuilder();
        for (String id : List.of("s1", "s2")) {
            cases.append("%s) old=%d; port=%d; start=(%s);;\n".formatted(id, cluster.worker(id).pid().getAsLong(),
                    cluster.worker(id).port(),
                    javaFor(cluster.commandToRestart(id)).stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "))));
        }
        return """
                restart() {
                    case "$1" in
                    %s esac
                    kill "$old"
                    while kill -0 "$old" 2>/dev/null; do sleep 0.1; done
                    "${start[@]}" >/dev/null 2>&1 </dev/null &
                    echo "$!"
                    until curl -sf -o /dev/null "http://127.0.0.1:$port/health"; do sleep 0.1; done
                }
                """.formatted(cases);
    }

    private void kill(String id) {
        ProcessHandle.of(cluster.worker(id).pid().getAsLong()).orElseThrow().destroyForcibly();
    }

    private void awaitAnswers(String what) {
        int before = answers.get();
        TestCluster.until("answers " + what, () -> answers.get() - before >= ANSWERS_BETWEEN);
    }

    private CompletableFuture<Void> ask(byte[] picture) {
        return cluster.send("POST", "/resize?scale=0.5", picture).thenComposeAsync(answer -> {
            assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
            answers.incrementAndGet();
            return enough.get() ? CompletableFuture.completedFuture(null) : ask(picture);
        }, AFTER_A_PAUSE);
    }

    /** The line for people, with this test's Java and classes for the launcher. */
    private static List<String> javaFor(String command) {
        String[] words = command.split(" ");
        assertThat(words).startsWith("./scales", "worker");
        return Stream.concat(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // A start costs half: it does not live long enough for more.
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), "scales.worker.Main"),
                Stream.of(words).skip(2)).toList();
    }

    private static byte[] picture() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }
}
