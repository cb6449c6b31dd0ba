package scales.balancer.admin.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** {@code /admin/openapi.json}: what this API is, in OpenAPI 3.1. Written by hand; a test holds it against the running server. */
final class DocumentRoute {
    private DocumentRoute() {}

    static void mount(Router router) {
        Buffer document = read();
        router.get("/admin/openapi.json").handler(context ->
                context.response().putHeader("content-type", "application/json").end(document));
    }

    private static Buffer read() {
        try (InputStream in = DocumentRoute.class.getResourceAsStream("/openapi/balancer.json")) {
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
