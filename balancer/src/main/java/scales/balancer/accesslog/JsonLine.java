package scales.balancer.accesslog;

import java.time.Instant;
import scales.balancer.proxy.Ending;

/** One JSON object, always with the same members, null for nothing. */
final class JsonLine {
    private JsonLine() {}

    static void append(StringBuilder line, Entry entry) {
        Ending.Times times = entry.times();
        line.append("{\"time\":\"").append(Instant.ofEpochMilli(entry.startMillis())).append('"');
        text(line, "requestId", entry.requestId());
        text(line, "client", entry.client());
        text(line, "method", entry.method());
        text(line, "path", entry.path());
        number(line, "status", entry.status());
        text(line, "end", entry.end());
        text(line, "node", entry.node());
        text(line, "strategy", entry.strategy());
        text(line, "reason", entry.reason());
        number(line, "attempts", entry.attempts());
        text(line, "affinity", entry.affinity());
        millis(line, "requestMillis", times == null ? Ending.Times.NEVER : times.read());
        millis(line, "queueMillis", times == null ? Ending.Times.NEVER : times.queue());
        millis(line, "connectMillis", times == null ? Ending.Times.NEVER : times.connect());
        millis(line, "responseMillis", times == null ? Ending.Times.NEVER : entry.responseNanos());
        millis(line, "totalMillis", times == null ? Ending.Times.NEVER : times.total());
        number(line, "bytesIn", entry.bytesIn());
        number(line, "bytesOut", entry.bytesOut());
        text(line, "traceparent", entry.traceparent());
        line.append("}\n");
    }

    private static void name(StringBuilder line, String name) {
        line.append(",\"").append(name).append("\":");
    }

    private static void number(StringBuilder line, String name, long value) {
        name(line, name);
        line.append(value);
    }

    private static void millis(StringBuilder line, String name, long nanos) {
        name(line, name);
        if (nanos < 0) {
            line.append("null");
        } else {
            Escape.millis(line, nanos);
        }
    }

    private static void text(StringBuilder line, String name, String value) {
        name(line, name);
        if (value == null) {
            line.append("null");
        } else {
            line.append('"');
            Escape.append(line, value, false);
            line.append('"');
        }
    }
}
