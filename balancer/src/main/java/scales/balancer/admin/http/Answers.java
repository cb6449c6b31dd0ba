package scales.balancer.admin.http;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.NoSuchElementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the admin API answers: JSON, errors as {@code {"error": "a sentence"}}. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    static final String SENTENCE = "error";

    private Answers() {}

    static void json(RoutingContext context, int status, Object body) {
        String text = body instanceof JsonObject object ? object.encodePrettily() : io.vertx.core.json.Json.encodePrettily(body);
        context.response().setStatusCode(status).putHeader("content-type", "application/json").end(text + "\n");
    }

    /** The sentence is kept for the audit. */
    static void error(RoutingContext context, int status, String sentence) {
        context.put(SENTENCE, sentence);
        json(context, status, new JsonObject().put("error", sentence));
    }

    /** The body, none of whose fields is null: what is not meant is left out. */
    static JsonObject body(RoutingContext context) {
        try {
            JsonObject body = context.body().asJsonObject();
            if (body != null) {
                refuseNull(body);
                return body;
            }
        } catch (DecodeException | ClassCastException notJson) {
            throw new IllegalArgumentException("the body must be a JSON object");
        }
        throw new IllegalArgumentException("the body must be a JSON object");
    }

    private static void refuseNull(JsonObject body) {
        body.fieldNames().stream().filter(name -> body.getValue(name) == null).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(name + " must not be null");
        });
    }

    /** A number that is whole and fits; {@code getInteger} would quietly make 1 of 1.9 and of 4294967297. */
    static Integer integer(JsonObject body, String name, Integer otherwise) {
        Object value = body.getValue(name, otherwise);
        if (value == null || value instanceof Integer) {
            return (Integer) value;
        }
        throw new IllegalArgumentException(name + " must be a whole number in its range, got " + value);
    }

    static void mountErrors(Router router) {
        router.route().failureHandler(Answers::failed);
        router.errorHandler(404, context -> error(context, 404, "there is nothing at " + context.request().path()));
        router.errorHandler(405, context -> error(context, 405, context.request().method() + " is not for " + context.request().path()));
    }

    static void failed(RoutingContext context) {
        Throwable cause = context.failure();
        // Nobody to answer, in the second case.
        if (context.response().headWritten() || cause instanceof HttpClosedException) {
            return;
        }
        if (cause instanceof NoSuchElementException) {
            error(context, 404, cause.getMessage());
        } else if (cause instanceof IllegalArgumentException || cause instanceof ClassCastException) {
            error(context, 400, cause instanceof ClassCastException ? "a value in the body has the wrong type" : cause.getMessage());
        } else if (cause instanceof IllegalStateException) {
            error(context, 409, cause.getMessage());
        } else if (context.statusCode() == 413) {
            error(context, 413, "the body must not be larger than " + AdminServer.LARGEST_BODY + " bytes");
        } else if (context.statusCode() >= 400 && context.statusCode() < 500) {
            error(context, context.statusCode(), "this request cannot be read");
        } else {
            LOG.error("{} {} failed", context.request().method(), context.request().path(), cause);
            error(context, 500, "an error of the balancer; its log says more");
        }
    }
}
