package scales.balancer.admin.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import scales.balancer.admin.Operations;
import scales.balancer.admin.csv.StatCsv;
import scales.balancer.admin.csv.StatFilter;

/** {@code /;csv}: HAProxy's table, for the programs that read it. */
final class CsvRoutes {
    private final StatCsv stat;

    CsvRoutes(Operations operations) {
        this.stat = new StatCsv(operations);
    }

    void mount(Router router) {
        for (String path : new String[] {"/;csv", "/stats;csv", "/haproxy;csv", "/;csv;norefresh"}) {
            router.get(path).handler(this::csv);
        }
    }

    private void csv(RoutingContext context) {
        context.response()
                .putHeader("content-type", "text/plain; charset=utf-8")
                .putHeader("cache-control", "no-cache")
                .end(stat.text(StatFilter.ALL) + "\n");
    }
}
