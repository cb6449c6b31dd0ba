package scales.lab.chaos;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import scales.lab.command.Until;
import scales.lab.up.Child;

/** Does what is planned, and notes whom it disturbs. */
final class Performer {
    /** Longer than a worker has to finish what runs. */
    private static final long STOPS_SECONDS = 40;
    private static final Duration COMES_AGAIN_WITHIN = Duration.ofSeconds(30);

    private final Workers workers;
    private final Admin admin;
    private final Watch watch;
    private final Map<String, Integer> ports = new ConcurrentHashMap<>();
    private final Set<String> starting = ConcurrentHashMap.newKeySet();
    private volatile String problem = "";

    Performer(Workers workers, Admin admin, Watch watch) {
        this.workers = workers;
        this.admin = admin;
        this.watch = watch;
    }

    void perform(Step step) throws IOException, InterruptedException {
        String id = step.node();
        switch (step.action()) {
            case KILL -> {
                watch.hurts(id);
                workers.get(id).kill();
            }
            case FREEZE -> {
                watch.freezes(id);
                workers.get(id).freeze();
            }
            case THAW -> {
                workers.get(id).thaw();
                watch.thawed(id);
            }
            case STOP, LEAVE -> {
                watch.disturbs(id);
                workers.get(id).stop();
            }
            case RESTART -> {
                watch.disturbs(id);
                Child old = workers.get(id);
                int port = port(id);
                old.stop();
                later(id, () -> start(id, old, port));
            }
            case START -> later(id, () -> start(id, workers.get(id), ports.getOrDefault(id, 0)));
            case JOIN -> workers.start(id, 0);
            case DRAIN, READY -> tell("POST", id, "/" + step.action().word() + "?force=true", null);
            case MAINT -> {
                watch.disturbs(id);
                tell("POST", id, "/maint?force=true", null);
            }
            case REMOVE -> {
                watch.disturbs(id);
                tell("DELETE", id, "?force=true", null);
            }
            case WEIGHT, LIMIT -> tell("PATCH", id, "",
                    new JsonObject().put(step.action().word(), Integer.parseInt(step.value())));
            case STRATEGY -> {
                watch.strategy(step.value());
                admin.ask("PUT", "/admin/strategy", new JsonObject().put("strategy", step.value()));
            }
        }
    }

    /** A worker that renewed too late, on a busy machine, is forgotten until it comes again: an operator would wait. */
    private void tell(String method, String id, String rest, JsonObject body) throws IOException, InterruptedException {
        Until.holds(COMES_AGAIN_WITHIN, () -> admin.nodes().containsKey(id));
        admin.ask(method, "/admin/nodes/" + id + rest, body);
    }

    /** What the balancer knows before the process is gone; a worker comes back where it was. */
    private int port(String id) throws IOException, InterruptedException {
        JsonObject node = admin.nodes().get(id);
        if (node == null) {
            return ports.getOrDefault(id, 0);
        }
        String address = node.getString("address");
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        ports.put(id, port);
        return port;
    }

    private interface Task {
        void run() throws IOException, InterruptedException;
    }

    /** The plan goes on meanwhile; it allows for the time. */
    private void later(String id, Task task) {
        starting.add(id);
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException | InterruptedException failure) {
                problem = failure.getMessage();
            } finally {
                starting.remove(id);
            }
        }, "starts a worker");
        thread.setDaemon(true);
        thread.start();
    }

    private void start(String id, Child old, int port) throws IOException, InterruptedException {
        if (!old.awaitEnd(STOPS_SECONDS)) {
            throw new IOException(id + " was told to stop and runs still after " + STOPS_SECONDS + " s");
        }
        workers.start(id, port);
    }

    /** Its old process runs perhaps, and is UP: not yet the one that the plan means. */
    boolean isStarting(String id) {
        return starting.contains(id);
    }

    /** What went wrong apart from the plan's thread, or {@code ""}. */
    String problem() {
        return problem;
    }
}
