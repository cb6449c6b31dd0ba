package scales.lab;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import scales.lab.up.TestCluster;

/** One browser at the lab page: it keeps the cookies it is given. */
public final class Visitor {
    private final TestCluster cluster;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    public Visitor(TestCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * @param status of the answer
     * @param tag    the worker that answered, or {@code ""}
     * @param views  of the session, on that worker
     */
    public record Page(int status, String tag, int views) {}

    public Page visit() {
        return TestCluster.join(visitLater());
    }

    public CompletableFuture<Page> visitLater() {
        String sent = cookies.entrySet().stream().map(c -> c.getKey() + "=" + c.getValue()).collect(Collectors.joining("; "));
        String[] headers = sent.isEmpty() ? new String[0] : new String[] {"Cookie", sent};
        return cluster.send("GET", "/", new byte[0], headers).thenApply(this::read);
    }

    private Page read(HttpResponse<byte[]> answer) {
        for (String cookie : answer.headers().allValues("Set-Cookie")) {
            String pair = cookie.split(";", 2)[0];
            cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        if (answer.statusCode() != 200) {
            return new Page(answer.statusCode(), "", 0);
        }
        JsonObject page = new JsonObject(new String(answer.body()));
        return new Page(200, page.getString("tag"), page.getInteger("sessionViews"));
    }

    public String cookie(String name) {
        return cookies.get(name);
    }

    public void forget() {
        cookies.clear();
    }
}
