package scales.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A configuration file that changes while requests come. */
@Timeout(120)
class ReloadTest {
    @TempDir
    Path folder;
    private final Cluster cluster = new Cluster();
    private final Promise<HttpServerRequest> held = Promise.promise();
    private Path file;
    private int known;
    private int s1;
    private int s2;
    private int s3;

    @BeforeEach
    void start() throws Exception {
        s1 = serve("s1");
        s2 = serve("s2");
        s3 = serve("s3");
        file = Files.writeString(folder.resolve("scales.properties"), nodes(s1, s2, ""));
        cluster.with("--config", file.toString()).start();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private int serve(String name) throws Exception {
        HttpServer server = cluster.vertx().createHttpServer().requestHandler(request -> {
            if (request.path().equals("/held")) {
                held.complete(request);
            } else {
                request.body().onSuccess(body -> request.response().end(name));
            }
        }).listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
        return server.actualPort();
    }

    private static String nodes(int first, int second, String secondsMore) {
        return "node=s1=127.0.0.1:%d s2=127.0.0.1:%d%s\n".formatted(first, second, secondsMore);
    }

    /** As editors save and Kubernetes does: another file in its place. */
    private void replace(String text) throws IOException {
        Path next = Files.writeString(folder.resolve("next"), text);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private List<String> told() throws Exception {
        JsonArray events = new JsonObject(cluster.admin("GET", "/admin/log", null).body()).getJsonArray("events");
        return events.stream().map(JsonObject.class::cast)
                .filter(event -> event.getString("kind").equals("config"))
                .map(event -> event.getString("text").replace("Configuration " + file + ": ", ""))
                .toList();
    }

    /** @return what was told since the last time, when it is so many lines */
    private List<String> news(int lines) throws Exception {
        List<String> all = told();
        while (all.size() < known + lines) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            all = told();
        }
        List<String> news = all.subList(known, all.size());
        known = all.size();
        return news;
    }

    @Test
    void only_what_differs_is_taken_over_and_what_cannot_be_is_told() throws Exception {
        cluster.admin("PATCH", "/admin/nodes/s1", "{\"weight\": 5}");
        cluster.admin("POST", "/admin/nodes", "{\"id\": \"s9\", \"address\": \"127.0.0.1:" + s3 + "\", \"weight\": 0}");

        replace(nodes(s1, s2, ",weight=7") + "strategy=first\nmax-body=3\ncheck-interval=250ms\nevent-loops=77\n");

        assertThat(news(2)).containsExactly(
                "applied node s2 changed, --strategy round-robin -> first, --check-interval 2s -> 250ms, --max-body 41943040 -> 3",
                "--event-loops needs a restart, and stays as it was");
        assertThat(cluster.node("s2").getInteger("weight")).isEqualTo(7);
        assertThat(cluster.node("s1").getInteger("weight")).as("an operator's, which the edit is not about").isEqualTo(5);
        assertThat(cluster.node("s9").getInteger("weight")).as("of an operator's node").isZero();
        assertThat(cluster.admin("GET", "/admin/strategy", null).body()).contains("first");
        assertThat(cluster.post("/", "four").statusCode()).isEqualTo(413);
    }

    @Test
    void a_node_that_is_no_longer_listed_finishes_what_it_has_and_leaves() throws Exception {
        cluster.admin("POST", "/admin/nodes/s1/drain", null);
        CompletableFuture<HttpResponse<String>> running =
                cluster.client().sendAsync(cluster.request("/held").build(), BodyHandlers.ofString());
        HttpServerRequest atS2 = held.future().await(20, TimeUnit.SECONDS);
        cluster.admin("POST", "/admin/nodes/s1/ready", null);

        replace("node=s1=127.0.0.1:%d s3=127.0.0.1:%d\n".formatted(s1, s3));

        assertThat(news(1)).containsExactly("applied node s3 added, node s2 removed");
        assertThat(List.of(cluster.get("/").body(), cluster.get("/").body())).containsExactlyInAnyOrder("s1", "s3");
        assertThat(cluster.node("s2").getString("state")).isEqualTo("maint");
        atS2.response().end("finished");
        assertThat(running.orTimeout(20, TimeUnit.SECONDS).join().body()).isEqualTo("finished");
        while (cluster.admin("GET", "/admin/nodes/s2", null).statusCode() != 404) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    void with_any_problem_the_old_one_stays_and_each_is_told_once() throws Exception {
        replace(nodes(s1, s3, "") + "strategy=foo\nqueue=-1\n");
        assertThat(news(2)).allMatch(line -> line.endsWith("; the old one stays"))
                .anyMatch(line -> line.contains("--strategy")).anyMatch(line -> line.contains("--queue"));
        replace("");
        assertThat(news(1)).containsExactly("it is empty; the old one stays");
        assertThat(cluster.admin("GET", "/admin/strategy", null).body()).contains("round-robin");
        assertThat(List.of(cluster.get("/").body(), cluster.get("/").body())).containsExactlyInAnyOrder("s1", "s2");

        replace("# nodes come later\n\n! or not\n");
        assertThat(news(1)).containsExactly("it is empty; the old one stays");

        Files.move(Fifo.make(folder.resolve("next")), file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(news(1)).containsExactly("it is no regular file; the old one stays");

        replace(nodes(s1, s2, "") + "# a comment\n");
        assertThat(news(1)).containsExactly("nothing to apply");
    }
}
