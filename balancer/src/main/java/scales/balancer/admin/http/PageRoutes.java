package scales.balancer.admin.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The stats page and what it is made of. Everything comes from here, so that the page works without internet access, and is
 * kept in memory: no file is read while requests are served.
 */
final class PageRoutes {
    private static final List<String> FILES =
            List.of("page.css", "page.js", "api.js", "dom.js", "nodes.js", "charts.js", "decisions.js", "log.js", "icon.svg");
    private static final String CHART_LIBRARY = "/META-INF/resources/webjars/chart.js/4.4.9/dist/chart.umd.js";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8", "css", "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");
    /** Nothing from elsewhere, and nobody may frame the page to steal its clicks. */
    private static final String POLICY = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    /** @param tag changes with the content, and only then */
    private record Served(String path, String type, String tag, Buffer content) {
        static Served read(String path, String resource) {
            Buffer content = PageRoutes.read(resource);
            String tag = "\"" + Integer.toHexString(content.hashCode()) + "-" + content.length() + "\"";
            return new Served(path, TYPES.get(resource.substring(resource.lastIndexOf('.') + 1)), tag, content);
        }
    }

    private final List<Served> files;

    private PageRoutes(List<Served> files) {
        this.files = files;
    }

    /** Blocks: it unpacks some hundred kilobytes. */
    static PageRoutes read() {
        List<Served> files = new ArrayList<>();
        files.add(Served.read("/", "/page/index.html"));
        files.add(Served.read("/chart.js", CHART_LIBRARY));
        FILES.forEach(file -> files.add(Served.read("/" + file, "/page/" + file)));
        return new PageRoutes(files);
    }

    void mount(Router router) {
        files.forEach(file -> router.get(file.path()).handler(context -> send(context, file.type(), file.tag(), file.content())));
    }

    private static void send(RoutingContext context, String type, String tag, Buffer content) {
        HttpServerResponse response = context.response()
                .putHeader("etag", tag)
                .putHeader("cache-control", "no-cache")
                .putHeader("content-security-policy", POLICY)
                .putHeader("x-content-type-options", "nosniff");
        if (tag.equals(context.request().getHeader("if-none-match"))) {
            response.setStatusCode(304).end();
        } else {
            response.putHeader("content-type", type).end(content);
        }
    }

    private static Buffer read(String resource) {
        try (InputStream in = PageRoutes.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the balancer's jar lacks " + resource);
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
