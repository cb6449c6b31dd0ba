package scales.lab.chaos;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The operator. */
final class Admin {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;

    Admin(int port) {
        base = "http://127.0.0.1:" + port;
    }

    /** @throws IOException also when it is refused */
    JsonObject ask(String method, String path, JsonObject body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode())).build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(method + " " + path + " was answered with " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().isEmpty() ? new JsonObject() : new JsonObject(answer.body());
    }

    /** As the admin API shows them, by id. */
    Map<String, JsonObject> nodes() throws IOException, InterruptedException {
        Map<String, JsonObject> nodes = new TreeMap<>();
        for (Object node : ask("GET", "/admin/nodes", null).getJsonArray("nodes")) {
            nodes.put(((JsonObject) node).getString("id"), (JsonObject) node);
        }
        return nodes;
    }

    /** What came in at the door. */
    JsonObject total() throws IOException, InterruptedException {
        return ask("GET", "/admin/stats", null).getJsonObject("total");
    }

    /** @return why the node is not UP, as the balancer said last, or {@code ""} when it is again */
    String lastFall(String id) throws IOException, InterruptedException {
        String last = "";
        for (Object event : ask("GET", "/admin/log", null).getJsonArray("events")) {
            JsonObject known = (JsonObject) event;
            if (known.getString("node").equals(id) && known.getString("kind").matches("health|membership")) {
                String text = known.getString("text");
                last = text.matches(".* (is UP|joined|is back).*") ? "" : text;
            }
        }
        return last;
    }

    /**
     * @return whether checks find the node UP, requests do not find it broken, and its worker does not say that it stops; whatever
     *     the operator wants
     */
    static boolean isUp(JsonObject node) {
        return node != null && node.getString("health").startsWith("UP") && !node.getBoolean("stopping") && ejection(node).isEmpty();
    }

    /** @return why requests keep the node out, or {@code ""}; in a panic they do not */
    static String ejection(JsonObject node) {
        JsonObject ejected = node.getJsonObject("ejected");
        return ejected == null || ejected.getBoolean("ignored") ? "" : "ejected: " + ejected.getString("reason");
    }
}
