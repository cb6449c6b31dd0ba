package scales.lab.up;

import io.vertx.core.Future;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scales.lab.command.ClassArchive;

/** A worker in a process of its own, tied to this one: see {@link TiedWorker}. */
final class WorkerProcess implements RunningWorker {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);

    private final WorkerPlan plan;
    private final String announceTo;
    private final Process process;
    private final Future<Integer> ended;
    private final boolean prefixed;
    private int port;
    private volatile boolean stopping;

    WorkerProcess(WorkerPlan plan, String announceTo, UpConfig config) {
        this.plan = plan;
        this.announceTo = announceTo;
        this.port = plan.port();
        this.prefixed = config.log().equals("text");
        this.process = launch(config);
        this.ended = Future.fromCompletionStage(process.onExit().thenApply(Process::exitValue));
        ended.onSuccess(this::report);
        Thread reader = new Thread(this::relay, "output of " + plan.id());
        reader.setDaemon(true);
        reader.start();
    }

    private Process launch(UpConfig config) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // All of them together half of the machine's memory, as one alone would take a quarter.
                "-XX:MaxRAMPercentage=" + Math.min(25.0, 50.0 / config.workers().size()),
                "-cp", System.getProperty("java.class.path"), TiedWorker.class.getName()));
        command.addAll(1, ClassArchive.arguments());
        command.addAll(plan.options());
        command.addAll(List.of("--announce", announceTo));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        String adminToken = config.balancer().adminToken();
        if (adminToken != null) {
            environment.remove("SCALES_ADMIN_TOKEN_FILE");
            environment.put("SCALES_ADMIN_TOKEN", adminToken);
        }
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot start " + plan.id(), failure);
        }
    }

    private void relay() {
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (!stopping) {
                    System.out.println(prefixed ? plan.id() + " | " + line : line);
                }
            }
        } catch (IOException closed) {
            LOG.debug("no more output of {}", plan.id(), closed);
        }
    }

    private void report(int status) {
        if (!stopping) {
            LOG.warn("{} (pid {}) ended with status {}. To start it again: {}", plan.id(), process.pid(), status, command());
        }
    }

    /** What starts a worker in its place, on its own feet. */
    String command() {
        return "%s worker --id %s --host %s --port %d --announce %s"
                .formatted(System.getProperty("scales.launcher", "./scales"), plan.id(), WorkerPlan.HOST, port, announceTo);
    }

    void at(int port) {
        this.port = port;
    }

    /** The exit status, 128 and the signal's number when one ended it. */
    Future<Integer> ended() {
        return ended;
    }

    @Override
    public String id() {
        return plan.id();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.of(process.pid());
    }

    @Override
    public void expectStop() {
        stopping = true;
    }

    @Override
    public Future<Void> stop() {
        expectStop();
        process.destroy();
        return ended.mapEmpty();
    }
}
