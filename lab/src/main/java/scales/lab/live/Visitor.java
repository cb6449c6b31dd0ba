package scales.lab.live;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Somebody who asks, with cookies of its own. Confined to one event loop. */
final class Visitor {
    private final HttpClient client;
    private final RequestOptions door;
    private final String affinity;
    private final boolean keepsCookies;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    /** @param affinity the cookie that binds it to a node, or {@code ""} */
    Visitor(HttpClient client, RequestOptions door, String affinity, boolean keepsCookies) {
        this.client = client;
        this.door = door;
        this.affinity = affinity;
        this.keepsCookies = keepsCookies;
    }

    /**
     * An answer whose last byte is there.
     *
     * @param node      who answered
     * @param workNanos of pure work, 0 when nobody knows
     * @param moved     whether this client was bound to another node before
     */
    record Answer(int status, String node, long workNanos, boolean moved) {}

    Future<Answer> ask(PictureMix.Question question) {
        RequestOptions options = new RequestOptions(door).setMethod(question.body() == null ? HttpMethod.GET : HttpMethod.POST).setURI(question.target());
        return client.request(options).compose(request -> {
            request.putHeader("X-Scales-Explain", "1");
            if (!cookies.isEmpty()) {
                request.putHeader("Cookie", cookies.entrySet().stream()
                        .map(cookie -> cookie.getKey() + "=" + cookie.getValue()).collect(Collectors.joining("; ")));
            }
            return send(request, question);
        }).compose(response -> response.end().map(done -> answer(response)));
    }

    private static Future<HttpClientResponse> send(HttpClientRequest request, PictureMix.Question question) {
        return question.body() == null ? request.send() : request.putHeader("Content-Type", question.type()).send(question.body());
    }

    private Answer answer(HttpClientResponse response) {
        String before = bound();
        if (keepsCookies) {
            for (String cookie : response.headers().getAll("set-cookie")) {
                String pair = cookie.split(";", 2)[0];
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    cookies.put(pair.substring(0, equals).strip(), pair.substring(equals + 1));
                }
            }
        }
        String bound = bound();
        // Who explains nothing may still tell by its cookie.
        String node = response.getHeader("x-scales-node");
        return new Answer(response.statusCode(), node != null ? node : bound != null ? bound : "unknown",
                ServerTiming.workNanos(response.getHeader("server-timing")), before != null && !before.equals(bound));
    }

    /** The node that its cookie names; an application's own cookie has a value of its own behind that. */
    private String bound() {
        String value = cookies.get(affinity);
        return value == null ? null : value.split("~", 2)[0];
    }

    /** Its connections. Idle ones and busy ones. */
    Future<Void> leave() {
        return client.close();
    }
}
