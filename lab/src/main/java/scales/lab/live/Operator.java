package scales.lab.live;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import scales.lab.scenario.Fault;

/** The admin API's user. Its calls wait for their answers: not for an event loop. */
final class Operator {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
    private final URI admin;
    private final String token;

    /** @param token for changes, or null when none is needed */
    Operator(URI admin, String token) {
        this.admin = admin;
        this.token = token;
    }

    JsonObject ask(String method, String path, JsonObject body) throws IOException, InterruptedException {
        return ask(admin, method, path, body);
    }

    /** @throws IOException also when it is refused */
    JsonObject ask(URI whom, String method, String path, JsonObject body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(whom.resolve(path)).timeout(PATIENCE).header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()));
        if (token != null && whom.equals(admin)) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer;
        try {
            answer = client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException unreachable) {
            // What Java says of it is often nothing.
            throw new IOException("no answer from " + whom, unreachable);
        }
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(method + " " + whom.resolve(path) + " was answered with " + answer.statusCode() + " " + answer.body().strip());
        }
        try {
            return answer.body().isEmpty() ? new JsonObject() : new JsonObject(answer.body());
        } catch (DecodeException other) {
            throw new IOException(whom.resolve(path) + " is not what it should be: no JSON came", other);
        }
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
        ask(worker, "POST", "/delay", new JsonObject().put("delay", millis).put("mode", mode));
    }
}
