package scales.balancer.admin.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Closes connections that take too long to ask: for a head to come whole, since they opened or were last answered, and for its
 * body. The server's own idle timeout would have to be longer than the longest answer, and a byte now and then would do for it.
 * Confined to one context.
 */
final class RequestWait {
    private final Vertx vertx;
    private final Duration longest;
    private final Map<HttpConnection, Long> timers = new HashMap<>();

    RequestWait(Vertx vertx, Duration longest) {
        this.vertx = vertx;
        this.longest = longest;
    }

    void connected(HttpConnection connection) {
        connection.closeHandler(closed -> end(connection));
        begin(connection);
    }

    /** Before whatever is mounted there already. */
    void mount(Router router) {
        router.route().order(-1).handler(this::asked);
    }

    private void asked(RoutingContext context) {
        HttpConnection connection = context.request().connection();
        begin(connection);
        context.request().end().onSuccess(whole -> {
            // One that is answered early is waited for as between requests.
            if (!context.response().ended()) {
                end(connection);
            }
        });
        context.addEndHandler(ended -> {
            if (ended.succeeded()) {
                begin(connection);
            }
        });
        context.next();
    }

    private void begin(HttpConnection connection) {
        end(connection);
        timers.put(connection, vertx.setTimer(longest.toMillis(), late -> connection.close()));
    }

    private void end(HttpConnection connection) {
        Long timer = timers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
