package scales.lab.leaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import scales.lab.program.Program;

/** SIGTERM while clients ask: the packaged programs lose no request. */
@Timeout(600)
class LeavingIT {
    private static final int CLIENTS = 8;

    private final List<Program> programs = new ArrayList<>();
    private int port;
    private int adminPort;

    @AfterEach
    void end() {
        programs.forEach(Program::close);
    }

    private Program start(String module, String... options) throws IOException {
        Program program = new Program(module, options);
        programs.add(program);
        return program;
    }

    private Program balancer(String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("--host", "127.0.0.1", "--port", "0", "--admin-port", "0", "--cli-port", "0",
                // Every slowness of a busy machine is none of a node's.
                "--check-interval", "200ms", "--check-timeout", "30s"));
        all.addAll(List.of(options));
        Program balancer = start("balancer", all.toArray(String[]::new));
        List<Integer> ports = balancer.awaitLine("Clients on http://[^:]+:(\\d+), page and admin on http://[^:]+:(\\d+)");
        port = ports.get(0);
        adminPort = ports.get(1);
        return balancer;
    }

    private Program announced(String id, int workerPort) throws IOException {
        return start("worker", "--id", id, "--host", "127.0.0.1", "--port", String.valueOf(workerPort), "--announce",
                "http://127.0.0.1:" + adminPort);
    }

    /** Known to nobody but whoever is told its port. */
    private Program silent(String id, int workerPort) throws IOException {
        return start("worker", "--id", id, "--host", "127.0.0.1", "--port", String.valueOf(workerPort));
    }

    private String admin(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + path)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private void awaitServing(String id) throws Exception {
        while (!new JsonObject(admin("/admin/nodes/" + id)).getString("status").startsWith("UP")) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static byte[] picture() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }

    private static void awaitAnswers(SteadyLoad load, int more) {
        int enough = load.answered() + more;
        while (load.answered() < enough && load.lost().isEmpty()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    void workers_that_announce_themselves_are_restarted_one_by_one_and_then_the_balancer_goes() throws Exception {
        Program balancer = balancer();
        List<Program> workers = List.of(announced("s1", 0), announced("s2", 0), announced("s3", 0));
        List<Integer> ports = new ArrayList<>();
        for (Program worker : workers) {
            ports.addAll(worker.awaitLine("serves on port (\\d+)"));
            worker.awaitLine("registered with");
        }
        SteadyLoad load = new SteadyLoad(port, CLIENTS, picture());
        awaitAnswers(load, 100);
        for (int i = 0; i < workers.size(); i++) {
            workers.get(i).terminate();
            announced("s" + (i + 1), ports.get(i)).awaitLine("registered with");
            awaitAnswers(load, 100);
        }
        assertThat(load.lost()).isEmpty();

        balancer.terminate();
        load.join();
        assertThat(load.lost()).isEmpty();
    }

    @Test
    void workers_that_are_only_probed_are_restarted_one_by_one() throws Exception {
        List<Program> workers = List.of(silent("s1", 0), silent("s2", 0), silent("s3", 0));
        List<Integer> ports = new ArrayList<>();
        List<String> nodes = new ArrayList<>();
        for (int i = 0; i < workers.size(); i++) {
            ports.addAll(workers.get(i).awaitLine("serves on port (\\d+)"));
            nodes.addAll(List.of("--node", "s" + (i + 1) + "=127.0.0.1:" + ports.get(i)));
        }
        balancer(nodes.toArray(String[]::new));
        SteadyLoad load = new SteadyLoad(port, CLIENTS, picture());
        awaitAnswers(load, 100);
        for (int i = 0; i < workers.size(); i++) {
            workers.get(i).terminate();
            assertThat(admin("/admin/log")).contains("Server nodes/s" + (i + 1) + " is stopping");
            silent("s" + (i + 1), ports.get(i)).awaitLine("serves on port (\\d+)");
            awaitServing("s" + (i + 1));
            awaitAnswers(load, 100);
        }
        load.stop();
        assertThat(load.lost()).isEmpty();
    }
}
