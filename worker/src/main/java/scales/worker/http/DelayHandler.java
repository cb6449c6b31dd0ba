package scales.worker.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** {@code POST /delay}, with the lab's own words. Never delayed itself: it must be possible to end a delay. */
final class DelayHandler implements Handler<RoutingContext> {
    private static final String WRONG =
            "No delay configured due to an error. Maybe you have not provided the correct JSON payload.";

    private final Vertx vertx;
    private final Delay delay;
    private final UploadLimits limits;
    private final BodyMemory memory;
    private final Answers answers;

    DelayHandler(Vertx vertx, Delay delay, UploadLimits limits, BodyMemory memory, Answers answers) {
        this.vertx = vertx;
        this.delay = delay;
        this.limits = limits;
        this.memory = memory;
        this.answers = answers;
    }

    @Override
    public void handle(RoutingContext exchange) {
        Upload upload = Upload.receive(vertx, exchange.request(), limits, memory);
        Exchanges.end(exchange).onComplete(v -> upload.release());
        upload.received().onComplete(
                body -> configure(exchange, body), failure -> answers.failure(upload, exchange.response(), failure));
    }

    private void configure(RoutingContext exchange, byte[] body) {
        if (decoded(body) instanceof JsonObject wanted
                && wanted.getValue("delay") instanceof Integer millis && millis >= 0
                && wanted.getValue("mode", "occupy") instanceof String mode
                && (mode.equals("occupy") || mode.equals("latency") || mode.equals("slot"))) {
            if (mode.equals("slot")) {
                delay.setInSlot(millis);
            } else {
                delay.set(millis, mode.equals("occupy"));
            }
            say(exchange, 200, "New timeout of " + millis + "ms configured.");
        } else {
            say(exchange, 500, WRONG);
        }
    }

    private static Object decoded(byte[] body) {
        try {
            return Json.decodeValue(Buffer.buffer(body));
        } catch (DecodeException wrong) {
            return null;
        }
    }

    private static void say(RoutingContext exchange, int status, String message) {
        exchange.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .end(new JsonObject().put("message", message).encode());
    }
}
