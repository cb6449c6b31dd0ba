package scales.balancer.admin.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import scales.balancer.stats.Events;
import scales.balancer.stats.Events.Event;

/**
 * {@code GET /admin/events}: what happens, as server-sent events (WHATWG HTML, 9.2). Each has its number as its id, so that a
 * reader who comes back with {@code Last-Event-ID} misses nothing that is still kept; {@code ?last=N} begins with the last N.
 */
final class EventStream {
    private static final long HEARTBEAT_MILLIS = 15_000;

    private final Vertx vertx;
    private final Events events;

    EventStream(Vertx vertx, Events events) {
        this.vertx = vertx;
        this.events = events;
    }

    void mount(Router router) {
        router.get("/admin/events").handler(this::stream);
    }

    private void stream(RoutingContext context) {
        int last = last(context);
        HttpServerResponse response = context.response()
                .setChunked(true)
                .putHeader("content-type", "text/event-stream")
                .putHeader("cache-control", "no-cache");
        AtomicLong told = new AtomicLong();
        // Added by any thread, written on the connection's own.
        Context own = vertx.getOrCreateContext();
        Runnable quiet = events.listen(event -> own.runOnContext(go -> {
            if (event.number() > told.get()) {
                told.set(event.number());
                send(response, frame(event));
            }
        }));
        response.write(": events of the balancer\n\n");
        // After listening, so that none falls between; the new ones come when this handler is done.
        for (Event event : missed(context, last)) {
            told.set(event.number());
            response.write(frame(event));
        }
        long heartbeat = vertx.setPeriodic(HEARTBEAT_MILLIS, tick -> send(response, ":\n\n"));
        response.exceptionHandler(left -> {});
        response.closeHandler(closed -> {
            quiet.run();
            vertx.cancelTimer(heartbeat);
        });
    }

    private static int last(RoutingContext context) {
        String last = context.request().getParam("last", "0");
        if (!last.matches("[0-9]{1,4}")) {
            throw new IllegalArgumentException("last must be 0 to 9999, got " + last);
        }
        return Integer.parseInt(last);
    }

    private List<Event> missed(RoutingContext context, int last) {
        List<Event> kept = events.last();
        String seen = context.request().getHeader("last-event-id");
        long newest = kept.isEmpty() ? 0 : kept.get(kept.size() - 1).number();
        // A number from before a restart is none of ours.
        if (seen != null && seen.matches("[0-9]{1,18}") && Long.parseLong(seen) <= newest) {
            return kept.stream().filter(event -> event.number() > Long.parseLong(seen)).toList();
        }
        return kept.subList(Math.max(0, kept.size() - last), kept.size());
    }

    /** A reader who does not read must not fill the memory: it is cut off, and may come back for what it missed. */
    private static void send(HttpServerResponse response, String text) {
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.writeQueueFull()) {
            response.reset();
        } else {
            response.write(text);
        }
    }

    private static String frame(Event event) {
        return "id: " + event.number() + "\ndata: " + json(event).encode() + "\n\n";
    }

    static JsonObject json(Event event) {
        return new JsonObject()
                .put("number", event.number())
                .put("time", Instant.ofEpochMilli(event.wallMillis()).toString())
                .put("kind", event.kind())
                .put("node", event.node())
                .put("text", event.text());
    }
}
