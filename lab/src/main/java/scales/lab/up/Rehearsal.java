package scales.lab.up;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import scales.balancer.proxy.ProxyTransport;

/**
 * Starts a cluster, has a picture resized, and ends. The launcher runs it once after it has built, to learn which classes
 * a start takes.
 */
@Command(name = "rehearse", hidden = true, description = "Starts a cluster on free ports, uses it once, and ends.")
public final class Rehearsal implements Callable<Integer> {
    private static final long PATIENCE_SECONDS = 60;

    @Override
    public Integer call() throws Exception {
        CommandLine up = UpCommand.line(Map.of());
        up.parseArgs("--workers", "1", "--worker-port", "0", "--host", "127.0.0.1", "--port", "0", "--admin-port", "0", "--cli-port", "0");
        List<String> problems = new ArrayList<>();
        UpConfig config = up.<UpCommand>getCommand().judge(problems);
        SamplePicture sample = SamplePicture.write();
        Vertx vertx = ProxyTransport.vertx();
        try {
            Cluster cluster = Cluster.start(vertx, config).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            ask(vertx.createHttpClient(), cluster, Buffer.buffer(Files.readAllBytes(sample.file())))
                    .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return 0;
        } finally {
            sample.delete();
        }
    }

    private static Future<Buffer> ask(HttpClient client, Cluster cluster, Buffer picture) {
        return client.request(HttpMethod.POST, cluster.balancer().port(), "127.0.0.1", "/resize?scale=0.5")
                .compose(request -> request.send(picture))
                .compose(answer -> answer.body())
                .compose(resized -> client.request(HttpMethod.GET, cluster.balancer().adminPort(), "127.0.0.1", "/"))
                .compose(request -> request.send())
                .compose(page -> page.body());
    }
}
