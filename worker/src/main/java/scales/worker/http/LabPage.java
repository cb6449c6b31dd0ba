package scales.worker.http;

import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * {@code GET /}: one line of compact JSON. Order and spacing of the fields are part of the contract: the lab's JMeter
 * plan finds the tag by the pattern {@code "tag":"(.+?)"}.
 */
final class LabPage implements Handler<RoutingContext> {
    private static final String COOKIE = "NODESESSID";

    private final String tag;
    private final String hostName;
    private final Sessions sessions;
    private final Delay delay;

    LabPage(String tag, String hostName, Sessions sessions, Delay delay) {
        this.tag = tag;
        this.hostName = hostName;
        this.sessions = sessions;
        this.delay = delay;
    }

    @Override
    public void handle(RoutingContext exchange) {
        delay.before(Exchanges.end(exchange), () -> exchange.response().end(page(exchange)));
    }

    private String page(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        Sessions.View view = sessions.view(Optional.ofNullable(request.getCookie(COOKIE)).map(Cookie::getValue));
        if (view.isFirst()) {
            exchange.response().putHeader("Set-Cookie", COOKIE + "=" + view.id() + "; Path=/; HttpOnly");
        }
        String page = new JsonObject()
                .put("hello", "world!")
                .put("ip", request.localAddress().hostAddress())
                .put("host", hostName)
                .put("tag", tag)
                .put("sessionViews", view.count())
                .put("id", view.id())
                .encode();
        exchange.response()
                .putHeader("Content-Type", "application/json; charset=utf-8")
                // Said also for HEAD, where Vert.x would leave it out.
                .putHeader("Content-Length", Integer.toString(page.length()));
        return page;
    }
}
