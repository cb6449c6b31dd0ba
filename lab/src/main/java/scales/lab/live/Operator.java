package scales.lab.live;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import scales.lab.scenario.Fault;
import scales.lab.up.AdminCalls;

/** What an experiment wants of a balancer and its workers. */
final class Operator {
    /** A balancer that works as hard as it can does not answer every call in time. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long ASK_AGAIN_MILLIS = 200;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final AdminCalls calls;

    /** @param token for changes, or null when none is needed */
    Operator(URI admin, String token) {
        this.calls = new AdminCalls(admin, token);
    }

    /** @throws IOException also when it is refused */
    JsonObject askOnce(String method, String path) throws IOException, InterruptedException {
        return calls.ask(method, path, null);
    }

    /** Asks again for some seconds while no answer comes. @throws IOException as the last one; at once when it is refused */
    JsonObject ask(String method, String path, JsonObject body) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (boolean again = false;; again = true) {
            try {
                return calls.ask(method, path, body);
            } catch (AdminCalls.Refused refused) {
                if (again && isDone(method, refused.status())) {
                    return new JsonObject();
                }
                throw refused;
            } catch (IOException silent) {
                if (System.nanoTime() - end >= 0) {
                    throw silent;
                }
                Thread.sleep(ASK_AGAIN_MILLIS);
            }
        }
    }

    /** What was done, but not answered, cannot be done again. */
    private static boolean isDone(String method, int status) {
        return method.equals("DELETE") && status == NOT_FOUND || method.equals("POST") && status == CONFLICT;
    }

    /** In the order in which they joined. */
    List<JsonObject> nodes() throws IOException, InterruptedException {
        return ask("GET", "/admin/nodes", null).getJsonArray("nodes").stream().map(JsonObject.class::cast).toList();
    }

    /** The cookie that binds a client to its node, or {@code ""} when none does. */
    String affinity() throws IOException, InterruptedException {
        return ask("GET", "/admin/strategy", null).getString("cookie", "");
    }

    JsonObject stats() throws IOException, InterruptedException {
        return ask("GET", "/admin/stats", null);
    }

    /** A fresh one: it has forgotten whose turn it was, and who was bound to whom. */
    void strategy(String name) throws IOException, InterruptedException {
        ask("PUT", "/admin/strategy", new JsonObject().put("strategy", name));
    }

    void state(String id, String word) throws IOException, InterruptedException {
        ask("POST", "/admin/nodes/" + id + "/" + word + "?force=true", null);
    }

    /** At once, and for good. Not without MAINT: who says that it leaves, and was put there by an operator, is expected back. */
    void remove(String id) throws IOException, InterruptedException {
        state(id, "maint");
        ask("DELETE", "/admin/nodes/" + id + "?force=true", null);
    }

    void weight(String id, int weight) throws IOException, InterruptedException {
        ask("PATCH", "/admin/nodes/" + id, new JsonObject().put("weight", weight));
    }

    /** @return whether that is a thing for an operator, and done */
    boolean performs(Fault fault) throws IOException, InterruptedException {
        switch (fault.kind()) {
            case DRAIN -> state(fault.node(), "drain");
            case MAINT -> state(fault.node(), "maint");
            case READY -> state(fault.node(), "ready");
            case WEIGHT -> weight(fault.node(), (int) fault.value());
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Tells a worker itself to be slow. @param mode as {@code POST /delay} takes it */
    void delay(URI worker, long millis, String mode) throws IOException, InterruptedException {
        calls.ask(worker, "POST", "/delay", new JsonObject().put("delay", millis).put("mode", mode));
    }
}
