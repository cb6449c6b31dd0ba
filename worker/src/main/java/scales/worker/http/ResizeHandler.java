package scales.worker.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scales.worker.image.Prepared;
import scales.worker.image.Refused;
import scales.worker.image.Resizer;
import scales.worker.image.Scale;
import scales.worker.slots.Done;
import scales.worker.slots.Slots;
import scales.worker.slots.Task;

/** {@code POST /resize?scale=F}: scale, body, delay, slot, answer. */
final class ResizeHandler implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(ResizeHandler.class);

    private final Vertx vertx;
    private final Resizer resizer;
    private final Slots slots;
    private final Delay delay;
    private final UploadLimits limits;
    private final BodyMemory memory;
    private final LoadReport load;
    private final Metrics metrics;
    private final Answers answers;

    ResizeHandler(
            Vertx vertx,
            Resizer resizer,
            Slots slots,
            Delay delay,
            UploadLimits limits,
            BodyMemory memory,
            LoadReport load,
            Metrics metrics,
            Answers answers) {
        this.vertx = vertx;
        this.resizer = resizer;
        this.slots = slots;
        this.delay = delay;
        this.limits = limits;
        this.memory = memory;
        this.load = load;
        this.metrics = metrics;
        this.answers = answers;
    }

    @Override
    public void handle(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        HttpServerResponse response = exchange.response();
        Future<Void> ended = Exchanges.end(exchange);
        Future<Scale> scale = scale(request.query());
        Upload upload = Upload.receive(vertx, request, scale.failed() ? limits.forgetting() : limits, memory);
        ended.onComplete(v -> upload.release());
        upload.received()
                .compose(body -> scale.compose(factor -> delay.before(ended, () ->
                        slots.submit(() -> prepare(body, request.getHeader(HttpHeaders.CONTENT_TYPE), factor), ended))))
                .onComplete(done -> answer(exchange, done), failure -> answers.failure(upload, response, failure));
    }

    private static Future<Scale> scale(String query) {
        try {
            return Future.succeededFuture(ScaleParameter.parse(query));
        } catch (Refused wrong) {
            return Future.failedFuture(wrong);
        }
    }

    /** On a slot's thread, the search in a multipart body included: 32 MiB are too long for an event loop. */
    private Task.Sized<Picture> prepare(byte[] body, String contentType, Scale scale) throws Refused {
        byte[] picture = Multipart.is(contentType) ? Multipart.picture(body, contentType) : body;
        if (picture.length == 0) {
            throw new Refused("empty", "the body holds no picture");
        }
        try {
            Prepared prepared = resizer.prepare(picture, scale);
            return new Task.Sized<>(prepared.memory(), () -> {
                delay.inSlot();
                return resize(prepared);
            });
        } catch (RuntimeException | StackOverflowError unforeseen) {
            throw broken(unforeseen);
        }
    }

    private Picture resize(Prepared prepared) throws Refused {
        try {
            return Picture.of(prepared.run(), load.text());
        } catch (RuntimeException | StackOverflowError unforeseen) {
            throw broken(unforeseen);
        }
    }

    /** A hole in the engine, but the picture's doing: as a 5xx it would be tried again on every other worker. */
    private static Refused broken(Throwable unforeseen) {
        LOG.error("a picture broke the resizer", unforeseen);
        return new Refused("broken", "the picture is broken", unforeseen);
    }

    private void answer(RoutingContext exchange, Done<Picture> done) {
        Picture picture = done.result();
        Cost cost = picture.cost(done.queueNanos());
        int size = picture.body().length();
        metrics.resized(cost);
        memory.takeAnyway(size);
        exchange.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, picture.format().mediaType())
                .putHeader("Server-Timing", cost.serverTiming())
                .putHeader("endpoint-load-metrics", picture.load())
                .end(picture.body())
                .onComplete(sent -> memory.give(size));
    }
}
