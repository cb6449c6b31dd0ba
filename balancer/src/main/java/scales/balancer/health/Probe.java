package scales.balancer.health;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.ConnectException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import scales.balancer.node.Check;
import scales.balancer.node.CheckStatus;
import scales.balancer.node.Node;

/** One health check over HTTP: 2xx and 3xx pass, as with HAProxy's {@code option httpchk}; a worker that says that it stops does by half. */
final class Probe {
    private final WebClient client;

    Probe(Vertx vertx) {
        // A fresh connection each time: a probe must find out whether new ones are taken.
        WebClientOptions options = new WebClientOptions().setKeepAlive(false).setFollowRedirects(false).setUserAgent("scales-probe");
        this.client = WebClient.wrap(vertx.httpClientBuilder()
                .with(options)
                // The probe's future tells it too; without a handler it would be logged with a stack trace.
                .withConnectHandler(connection -> connection.exceptionHandler(broken -> {}))
                .build(), options);
    }

    /** Never fails: what goes wrong is the result. */
    Future<Check> run(Node node, ProbeSettings settings) {
        long start = System.nanoTime();
        long timeout = settings.timeout().toMillis();
        // A client that is being closed throws; inside a future that is a result like any other.
        return Future.succeededFuture()
                .compose(go -> client.request(HttpMethod.valueOf(settings.method()),
                                SocketAddress.inetSocketAddress(node.address().port(), node.address().target()),
                                node.address().port(), node.address().host(), settings.path())
                        .connectTimeout(timeout)
                        .timeout(timeout)
                        .send())
                .map(answer -> judged(answer, start))
                .otherwise(cause -> new Check(statusOf(cause), 0, millisSince(start)));
    }

    private static Check judged(HttpResponse<Buffer> answer, long start) {
        return new Check(statusOf(answer), answer.statusCode(), millisSince(start));
    }

    private static CheckStatus statusOf(HttpResponse<Buffer> answer) {
        if (answer.statusCode() >= 200 && answer.statusCode() < 400) {
            return CheckStatus.L7OK;
        }
        return answer.statusCode() == 503 && saysThatItStops(answer) ? CheckStatus.L7OKC : CheckStatus.L7STS;
    }

    /** A worker that is only named here has no other way to say it, and may be gone before three checks have failed. */
    private static boolean saysThatItStops(HttpResponse<Buffer> answer) {
        try {
            return answer.body() != null && Json.decodeValue(answer.body()) instanceof JsonObject said
                    && "stopping".equals(said.getValue("state"));
        } catch (DecodeException somethingElse) {
            return false;
        }
    }

    private static CheckStatus statusOf(Throwable cause) {
        if (cause instanceof ConnectException) {
            return CheckStatus.L4CON;
        }
        return cause instanceof TimeoutException ? CheckStatus.L7TOUT : CheckStatus.L7RSP;
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    void close() {
        client.close();
    }
}
