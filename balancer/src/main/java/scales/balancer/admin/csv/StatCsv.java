package scales.balancer.admin.csv;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import scales.balancer.admin.Operations;
import scales.balancer.node.Check;
import scales.balancer.node.CheckStatus;
import scales.balancer.node.Node;
import scales.balancer.stats.HealthHistory;
import scales.balancer.stats.Traffic;
import scales.balancer.strategy.Strategies;

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
        Traffic.Counts door = operations.stats().door();
        Map<Node, Traffic.Counts> nodes = new LinkedHashMap<>();
        operations.nodes().forEach(node -> nodes.put(node, operations.stats().node(node.id())));
        List<String> lines = new ArrayList<>();
        lines.add(StatColumns.header());
        if (filter.wants(FRONTEND_NUMBER, StatFilter.FRONTEND, 0)) {
            lines.add(frontend(door).line());
        }
        nodes.forEach((node, counts) -> {
            if (filter.wants(BACKEND_NUMBER, StatFilter.SERVER, node.number())) {
                lines.add(server(node, counts).line());
            }
        });
        if (filter.wants(BACKEND_NUMBER, StatFilter.BACKEND, 0)) {
            lines.add(backend(door, nodes).line());
        }
        return String.join("\n", lines);
    }

    private static StatRow frontend(Traffic.Counts door) {
        return new StatRow(FRONTEND, "FRONTEND", TYPE_FRONTEND, FRONTEND_NUMBER, 0)
                .traffic(door)
                .set("status", "OPEN")
                .set("req_rate", door.rate()).set("req_rate_max", door.mostRate()).set("req_tot", door.total());
    }

    private StatRow server(Node node, Traffic.Counts counts) {
        StatRow row = new StatRow(BACKEND, node.id(), TYPE_SERVER, BACKEND_NUMBER, node.number())
                .traffic(counts)
                .set("qcur", 0).set("qmax", 0)
                .set("slim", node.limit() == 0 ? "" : node.limit())
                .set("status", node.status())
                .set("weight", node.weight()).set("uweight", node.weight())
                .set("act", 1).set("bck", 0)
                .set("throttle", node.throttle() == 100 ? "" : node.throttle())
                .set("used_conn_cur", node.inFlight())
                .set("addr", node.address())
                .set("cookie", operations.strategy().sticky() ? node.id() : "");
        return check(outcomes(row, counts, List.of(counts)), node);
    }

    private StatRow check(StatRow row, Node node) {
        Check last = node.health().last();
        HealthHistory history = operations.stats().health(node.id());
        return changes(row, history, node.health().isUp())
                .set("chkfail", history.failedChecks())
                .set("check_status", node.foundBy().name())
                .set("check_code", last.code() == 0 || node.foundBy() == CheckStatus.HANA ? "" : last.code())
                .set("check_duration", last.durationMillis())
                .set("check_desc", node.foundBy().text())
                .set("last_chk", node.ejection().keepsOut() ? node.ejection().reason() : "")
                .set("check_rise", node.health().rise()).set("check_fall", node.health().fall())
                .set("check_health", node.health().level());
    }

    private StatRow backend(Traffic.Counts door, Map<Node, Traffic.Counts> nodes) {
        List<Node> open = nodes.keySet().stream().filter(Node::acceptsNew).toList();
        StatRow row = new StatRow(BACKEND, "BACKEND", TYPE_BACKEND, BACKEND_NUMBER, 0)
                .traffic(door)
                .set("qcur", operations.waiting()).set("qmax", operations.mostWaiting())
                .set("req_tot", door.total())
                .set("status", open.isEmpty() ? "DOWN" : "UP")
                .set("weight", open.stream().mapToInt(Node::weight).sum())
                .set("act", open.size()).set("bck", 0)
                .set("algo", algorithm())
                .set("cookie", operations.strategy().sticky() ? operations.affinity().cookie() : "");
        return changes(outcomes(row, door, nodes.values()), operations.stats().poolHealth(), !open.isEmpty());
    }

    /** @param attempts where requests were tried */
    private StatRow outcomes(StatRow row, Traffic.Counts counts, Collection<Traffic.Counts> attempts) {
        long retried = attempts.stream().mapToLong(Traffic.Counts::retried).sum();
        return row.set("econ", attempts.stream().mapToLong(Traffic.Counts::unreachable).sum())
                .set("eresp", attempts.stream().mapToLong(Traffic.Counts::broken).sum())
                .set("wretr", retried).set("wredis", retried)
                .set("cli_abrt", counts.abandoned())
                .set("lbtot", counts.chosen())
                .set("lastsess", counts.lastMillis() == 0 ? -1 : secondsSince(counts.lastMillis()))
                .times(counts.times());
    }

    private StatRow changes(StatRow row, HealthHistory history, boolean up) {
        long sinceFall = up ? 0 : operations.stats().nowMillis() - history.changedMillis();
        return row.set("chkdown", history.falls())
                .set("lastchg", secondsSince(history.stateMillis()))
                .set("downtime", TimeUnit.MILLISECONDS.toSeconds(history.downMillis() + sinceFall));
    }

    /** HAProxy's name where it has one; its affinity is a cookie, not an algorithm. */
    private String algorithm() {
        String name = operations.strategy().name();
        String plain = name.substring(name.indexOf('+') + 1);
        return Strategies.all().stream()
                .filter(entry -> entry.name().equals(plain) && !entry.alias().isEmpty())
                .map(Strategies.Entry::alias)
                .findFirst().orElse(plain);
    }

    private long secondsSince(long wallMillis) {
        return TimeUnit.MILLISECONDS.toSeconds(operations.stats().nowMillis() - wallMillis);
    }
}
