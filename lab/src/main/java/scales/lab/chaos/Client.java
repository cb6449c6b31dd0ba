package scales.lab.chaos;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Asks one question after the other on a connection of its own. Confined to one event loop. */
final class Client {
    /** How it behaves. */
    enum Manners { PLAIN, STICKY, LEAVING }

    private static final String AFFINITY = "SERVERID";
    private static final int MOST_PAUSE_MILLIS = 40;
    private static final int LEAVES_WITHIN_MILLIS = 15;
    private static final long MOST_MILLIS = 10_000;
    /** Not the contract's: whoever gets no answer at all is found, too. */
    private static final long PATIENCE_MILLIS = 90_000;

    private final Vertx vertx;
    private final Surroundings around;
    private final String name;
    private final Manners manners;
    private final Random random;
    private final HttpClient client;
    private final RequestOptions door;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Promise<Void> done = Promise.promise();
    private long heldAt;
    private boolean enough;

    Client(Vertx vertx, Surroundings around, String name, Manners manners, Random random) {
        this.vertx = vertx;
        this.around = around;
        this.name = name;
        this.manners = manners;
        this.random = random;
        this.client = vertx.httpClientBuilder().with(new HttpClientOptions()).with(new PoolOptions().setHttp1MaxSize(1)).build();
        this.door = new RequestOptions().setHost("127.0.0.1").setPort(around.port()).setTimeout(PATIENCE_MILLIS);
    }

    void start() {
        if (enough) {
            client.close().onComplete(done);
            return;
        }
        Question question = around.question(random);
        long since = around.clock().getAsLong();
        // A client that is being closed throws; inside a future that is an answer like any other.
        Future.succeededFuture().compose(go -> ask(question)).compose(answer -> answer.body().map(body -> judge(question, answer, body, since)))
                .onComplete(judged -> next(question, judged.failed() ? "broke off: " + judged.cause() : judged.result(), since));
    }

    private Future<HttpClientResponse> ask(Question question) {
        return client.request(new RequestOptions(door).setMethod(question.method()).setURI(question.path())).compose(request -> {
            around.tally().sent();
            if (!cookies.isEmpty()) {
                request.putHeader("Cookie", cookies.entrySet().stream()
                        .map(cookie -> cookie.getKey() + "=" + cookie.getValue()).collect(Collectors.joining("; ")));
            }
            if (manners == Manners.LEAVING) {
                leaveSoon(request);
            }
            return request.send(question.body());
        });
    }

    private void leaveSoon(HttpClientRequest request) {
        vertx.setTimer(1 + random.nextInt(LEAVES_WITHIN_MILLIS), due -> request.reset());
    }

    /** @return what is wrong, or {@code ""} */
    private String judge(Question question, HttpClientResponse answer, Buffer body, long since) {
        if (answer.statusCode() != 200) {
            return "status " + answer.statusCode() + ": " + body.toString().strip();
        }
        long now = around.clock().getAsLong();
        around.tally().took(now - since);
        if (manners == Manners.STICKY) {
            keep(answer, now);
        }
        String wrong = question.judge().apply(body);
        return wrong.isEmpty() && question.safe() && now - since > MOST_MILLIS ? "late: after " + (now - since) + " ms" : wrong;
    }

    private void keep(HttpClientResponse answer, long now) {
        String before = cookies.get(AFFINITY);
        for (String cookie : answer.headers().getAll("set-cookie")) {
            String pair = cookie.split(";", 2)[0];
            cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        String after = cookies.get(AFFINITY);
        if (before != null && !before.equals(after)) {
            around.tally().add(new Move(name, before, after, heldAt, now, around.underWay().get()));
        }
        heldAt = now;
    }

    private void next(Question question, String wrong, long since) {
        if (manners == Manners.LEAVING && wrong.startsWith("broke off")) {
            around.tally().left();
        } else if (!wrong.isEmpty()) {
            blame(question, wrong, since);
        }
        if (enough) {
            client.close().onComplete(done);
        } else {
            vertx.setTimer(1 + random.nextInt(MOST_PAUSE_MILLIS), due -> start());
        }
    }

    private void blame(Question question, String wrong, long since) {
        long now = around.clock().getAsLong();
        boolean inTime = !wrong.startsWith("late") && !wrong.startsWith("status 503");
        String kind = wrong.substring(0, wrong.indexOf(':') < 0 ? wrong.length() : wrong.indexOf(':'));
        Problem problem = new Problem(kind, now, "%s by %s (%s, %s) after %d ms: %s".formatted(question.text(), name,
                manners, cookies.getOrDefault(AFFINITY, "no node"), now - since, wrong), around.underWay().get());
        around.tally().add(new Failure(problem, question.safe(), inTime, since));
    }

    /** @return completes when the last answer is there and the connection closed */
    Future<Void> stop() {
        enough = true;
        return done.future();
    }
}
