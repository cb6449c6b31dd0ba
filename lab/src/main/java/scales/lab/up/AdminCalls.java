package scales.lab.up;

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

/** Calls to a balancer's admin API that wait for their answers: not for an event loop. */
public final class AdminCalls {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Somebody is there, and does not do it. */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1;
        private final int status;

        Refused(int status, String text) {
            super(text);
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
    private final URI admin;
    private final String token;

    /** @param token for changes, or null when none is needed */
    public AdminCalls(URI admin, String token) {
        this.admin = admin;
        this.token = token;
    }

    /** @throws IOException also {@link Refused} */
    public JsonObject ask(String method, String path, JsonObject body) throws IOException, InterruptedException {
        return ask(admin, method, path, body);
    }

    /** The same of a worker; it gets no token. */
    public JsonObject ask(URI whom, String method, String path, JsonObject body) throws IOException, InterruptedException {
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
            throw new Refused(answer.statusCode(), method + " " + whom.resolve(path) + " was answered with " + answer.statusCode() + " " + answer.body().strip());
        }
        try {
            return answer.body().isEmpty() ? new JsonObject() : new JsonObject(answer.body());
        } catch (DecodeException other) {
            throw new IOException(whom.resolve(path) + " is not what it should be: no JSON came", other);
        }
    }
}
