package scales.lab.live;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import scales.lab.command.ClassArchive;
import scales.lab.command.Until;
import scales.lab.scenario.NodePlan;
import scales.lab.up.Child;
import scales.lab.up.TiedWorker;

/** A worker in a process of its own, always at the same port, and as slow as its plan says. */
final class OwnNode {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final long STOPS_SECONDS = 40;

    private final NodePlan plan;
    private final long slower;
    private final String mode;
    private final Path log;
    private final int heapPercent;
    private final int port;
    private Child child;

    /**
     * @param slower      milliseconds that each request takes longer than it needs
     * @param mode        of that, as {@code POST /delay} takes it
     * @param heapPercent of the machine's memory
     */
    OwnNode(NodePlan plan, long slower, String mode, Path log, int heapPercent) throws IOException {
        this.plan = plan;
        this.slower = slower;
        this.mode = mode;
        this.log = log;
        this.heapPercent = heapPercent;
        this.port = freePort();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String id() {
        return plan.id();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** As the admin API takes it. */
    JsonObject entry() {
        return new JsonObject().put("id", plan.id()).put("address", "127.0.0.1:" + port).put("weight", plan.weight()).put("limit", plan.limit());
    }

    synchronized void launch() throws IOException {
        List<String> command = new ArrayList<>(List.of("-XX:MaxRAMPercentage=" + heapPercent));
        command.addAll(ClassArchive.arguments());
        command.addAll(List.of(TiedWorker.class.getName(), "--id", plan.id(), "--host", "127.0.0.1", "--port", String.valueOf(port),
                "--slots", String.valueOf(plan.slots()), "--lame-duck", "0s"));
        child = new Child(command, log);
    }

    synchronized boolean isRunning() {
        return child != null && child.isAlive();
    }

    synchronized void thaw() throws IOException, InterruptedException {
        child.thaw();
    }

    synchronized void freeze() throws IOException, InterruptedException {
        if (!isRunning()) {
            throw new IOException(id() + " is dead");
        }
        child.freeze();
    }

    /** SIGKILL. */
    synchronized void kill() throws InterruptedException {
        if (child != null) {
            child.kill();
            child.awaitEnd(STOPS_SECONDS);
        }
    }

    synchronized void end() {
        if (child != null) {
            child.kill();
        }
    }

    /** It finishes what it has, and is gone. */
    void leave() throws InterruptedException {
        Child leaving;
        synchronized (this) {
            leaving = child;
        }
        leaving.stop();
        if (!leaving.awaitEnd(STOPS_SECONDS)) {
            leaving.kill();
        }
    }

    /** Until it answers, as slow as it is to be. */
    void await(Operator operator) throws IOException, InterruptedException {
        try {
            Until.succeeds(STARTS_WITHIN, this::isRunning, () -> normal(operator));
        } catch (IOException never) {
            throw new IOException(plan.id() + " did not start: " + lastWords(), never);
        }
    }

    private String lastWords() throws IOException {
        String said = Files.exists(log) ? Files.readString(log).strip() : "";
        return said.isEmpty() ? "it said nothing" : said.substring(said.lastIndexOf('\n') + 1);
    }

    private void normal(Operator operator) throws IOException, InterruptedException {
        operator.delay(address(), slower, mode);
    }

    /** @param how as {@code POST /delay} takes it; 0 milliseconds for as in the beginning */
    void delay(Operator operator, double millis, String how) throws IOException, InterruptedException {
        if (millis == 0) {
            normal(operator);
        } else {
            operator.delay(address(), Math.round(millis) + slower, how);
        }
    }
}
