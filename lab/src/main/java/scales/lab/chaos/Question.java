package scales.lab.chaos;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/**
 * A request, and what its answer must be.
 *
 * @param safe  whether it must succeed whatever happens to one node: it may be repeated
 * @param judge what is wrong with the body of a 200, or {@code ""}
 */
record Question(HttpMethod method, String path, Buffer body, boolean safe, Function<Buffer, String> judge) {
    static final Question PAGE = new Question(HttpMethod.GET, "/", Buffer.buffer(), true, Question::judgePage);
    /** Changes nothing, but the balancer cannot know: it must not be sent twice. */
    static final Question ONCE = new Question(HttpMethod.POST, "/delay", Buffer.buffer("{\"delay\":0}"), false, body -> "");

    static Question resize(Reference reference) {
        return new Question(HttpMethod.POST, "/resize?scale=0.5", reference.picture(), true, reference::judge);
    }

    private static String judgePage(Buffer body) {
        try {
            JsonObject page = body.toJsonObject();
            return "world!".equals(page.getString("hello")) && page.getString("tag") != null ? "" : "another page: " + body;
        } catch (RuntimeException malformed) {
            return "not a page: " + body;
        }
    }

    String text() {
        return method + " " + path + (body.length() > 0 ? " with " + body.length() + " bytes" : "");
    }
}
