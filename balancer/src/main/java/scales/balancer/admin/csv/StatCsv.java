package scales.balancer.admin.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import scales.balancer.admin.Operations;
import scales.balancer.node.Check;
import scales.balancer.node.Node;
import scales.balancer.stats.HealthHistory;
import scales.balancer.stats.Traffic;

/** The whole balancer as HAProxy's CSV: the frontend, the servers in the order of joining, the backend. */
public final class StatCsv {
    /** The names that HAProxy's users know from the lab's configuration. */
    public static final String FRONTEND = "localnodes";
    public static final String BACKEND = "nodes";
    /** As HAProxy numbers them: 1 is its own. */
    public static final int FRONTEND_NUMBER = 2;
    public static final int BACKEND_NUMBER = 3;

    private static final int TYPE_FRONTEND = 0;
    private static final int TYPE_BACKEND = 1;
    private static final int TYPE_SERVER = 2;

    private final Operations operations;

    public StatCsv(Operations operations) {
        this.operations = operations;
    }

    /** @return lines without an end of line at the end */
    public String text(StatFilter filter) {
        List<String> lines = new ArrayList<>();
        lines.add(StatColumns.header());
        if (filter.wants(FRONTEND_NUMBER, StatFilter.FRONTEND, 0)) {
            lines.add(frontend().line());
        }
        for (Node node : operations.nodes()) {
            if (filter.wants(BACKEND_NUMBER, StatFilter.SERVER, node.number())) {
                lines.add(server(node).line());
            }
        }
        if (filter.wants(BACKEND_NUMBER, StatFilter.BACKEND, 0)) {
            lines.add(backend().line());
        }
        return String.join("\n", lines);
    }

    private StatRow frontend() {
        Traffic.Counts door = operations.stats().door();
        return new StatRow(FRONTEND, "FRONTEND", TYPE_FRONTEND, FRONTEND_NUMBER, 0)
                .traffic(door)
                .set("status", "OPEN")
                .set("req_rate", door.rate()).set("req_rate_max", door.mostRate()).set("req_tot", door.total());
    }

    private StatRow server(Node node) {
        Traffic.Counts counts = operations.stats().node(node.id());
        HealthHistory history = operations.stats().health(node.id());
        StatRow row = new StatRow(BACKEND, node.id(), TYPE_SERVER, BACKEND_NUMBER, node.number())
                .traffic(counts)
                .set("scur", node.inFlight())
                .set("slim", node.limit() == 0 ? "" : node.limit())
                .set("status", node.status())
                .set("weight", node.weight()).set("uweight", node.weight())
                .set("act", 1).set("bck", 0)
                .set("chkfail", history.failedChecks()).set("chkdown", history.falls())
                .set("lastchg", secondsSince(history.changedMillis())).set("downtime", downtime(node, history))
                .set("used_conn_cur", node.inFlight())
                .set("addr", node.address())
                .set("cookie", operations.strategy().sticky() ? node.id() : "");
        errors(row, counts);
        return check(row, node);
    }

    private static StatRow check(StatRow row, Node node) {
        Check last = node.health().last();
        return row.set("check_status", last.status().name())
                .set("check_code", last.code() == 0 ? "" : last.code())
                .set("check_duration", last.durationMillis())
                .set("check_desc", last.status().text())
                .set("check_rise", node.health().rise()).set("check_fall", node.health().fall())
                .set("check_health", node.health().level());
    }

    private StatRow errors(StatRow row, Traffic.Counts counts) {
        return row.set("econ", counts.unreachable()).set("eresp", counts.broken())
                .set("wretr", counts.retried()).set("wredis", counts.retried())
                .set("cli_abrt", counts.abandoned())
                .set("lbtot", counts.total())
                .set("lastsess", counts.lastMillis() == 0 ? -1 : secondsSince(counts.lastMillis()));
    }

    private StatRow backend() {
        List<Node> open = operations.nodes().stream().filter(Node::acceptsNew).toList();
        StatRow row = new StatRow(BACKEND, "BACKEND", TYPE_BACKEND, BACKEND_NUMBER, 0)
                .traffic(operations.stats().door())
                .set("status", open.isEmpty() ? "DOWN" : "UP")
                .set("weight", open.stream().mapToInt(Node::weight).sum())
                .set("act", open.size()).set("bck", 0)
                .set("algo", operations.strategy().name())
                .set("cookie", operations.strategy().sticky() ? operations.affinity().cookie() : "");
        return errors(row, operations.stats().door());
    }

    private long downtime(Node node, HealthHistory history) {
        long now = node.health().isUp() ? 0 : operations.stats().nowMillis() - history.changedMillis();
        return TimeUnit.MILLISECONDS.toSeconds(history.downMillis() + now);
    }

    private long secondsSince(long wallMillis) {
        return TimeUnit.MILLISECONDS.toSeconds(operations.stats().nowMillis() - wallMillis);
    }
}
