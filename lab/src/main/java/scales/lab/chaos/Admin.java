package scales.lab.chaos;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import scales.lab.up.AdminCalls;

/** The operator. */
final class Admin {
    private final AdminCalls calls;

    Admin(int port) {
        calls = new AdminCalls(URI.create("http://127.0.0.1:" + port), null);
    }

    /** @throws IOException also when it is refused */
    JsonObject ask(String method, String path, JsonObject body) throws IOException, InterruptedException {
        return calls.ask(method, path, body);
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
