package scales.lab.leaving;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SIGTERM while clients ask: the packaged programs lose no request. */
@Timeout(180)
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
        List<String> all = new ArrayList<>(List.of("--host", "127.0.0.1", "--port", "0", "--admin-port", "0", "--cli-port", "0"));
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
}
