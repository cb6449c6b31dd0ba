package scales.balancer.admin.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import scales.balancer.admin.Operations;
import scales.balancer.node.Node;
import scales.balancer.stats.ConnectionCount;
import scales.balancer.stats.Traffic;

/** The stats page: every node in one table, fresh every two seconds. */
final class PageRoutes {
    private static final String HEAD = """
            <!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="2">
            <meta name="viewport" content="width=device-width"><title>Scales</title>
            <style>body{font:15px system-ui,sans-serif;margin:1.5rem;color-scheme:light dark}table{border-collapse:collapse}
            th,td{padding:.35rem .7rem;text-align:right;border-bottom:1px solid #8884}th:first-child,td:first-child{text-align:left}
            .UP{background:#2a72}.DRAIN{background:#27c3}.MAINT{background:#a633}.DOWN{background:#d223}.NOLB{background:#dd03}</style>
            """;

    private final Operations operations;

    PageRoutes(Operations operations) {
        this.operations = operations;
    }

    void mount(Router router) {
        router.get("/").handler(this::page);
    }

    private void page(RoutingContext context) {
        ConnectionCount.Connections connections = operations.stats().connections();
        StringBuilder page = new StringBuilder(HEAD);
        page.append("<h1>Scales</h1><p><b>").append(operations.strategy().name()).append("</b>: ")
                .append(operations.strategy().rule())
                .append("</p><p>Connections: ").append(connections.current()).append(", at most ").append(connections.most())
                .append("</p><table><tr><th>Node<th>Status<th>Address<th>Weight<th>In flight<th>Limit<th>Requests")
                .append("<th>p50 ms<th>p99 ms<th>Errors<th>Last check");
        operations.nodes().forEach(node -> page.append(row(node)));
        context.response().putHeader("content-type", "text/html; charset=utf-8").end(page.append("</table>").toString());
    }

    private String row(Node node) {
        Traffic.Counts counts = operations.stats().node(node.id());
        return String.format(Locale.ROOT,
                "<tr class=\"%s\"><td>%s<td>%s<td>%s<td>%d<td>%d<td>%s<td>%d<td>%.1f<td>%.1f<td>%d<td>%s",
                node.status().split(" ")[0], node.id(), node.status(), node.address(), node.weight(), node.inFlight(),
                node.limit() == 0 ? "–" : node.limit(), counts.total(), counts.latencies().p50(), counts.latencies().p99(),
                counts.unreachable() + counts.broken(), node.ejection().keepsOut() ? node.ejection().reason() : node.health().last().text());
    }
}
