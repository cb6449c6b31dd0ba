package scales.balancer.accesslog;

import java.time.Instant;
import java.util.stream.LongStream;

/** Fields with blanks between them, always as many, {@code -} for nothing; two of them in quotes. */
final class TextLine {
    private TextLine() {}

    static void append(StringBuilder line, Entry entry) {
        line.append(Instant.ofEpochMilli(entry.startMillis())).append(' ');
        field(line, entry.client());
        field(line, entry.node());
        times(line, entry);
        line.append(entry.status()).append(' ').append(entry.bytesIn()).append(' ').append(entry.bytesOut()).append(' ');
        field(line, entry.end());
        line.append(entry.attempts()).append(' ');
        field(line, entry.affinity());
        field(line, entry.strategy());
        quoted(line, entry.method() == null ? null : entry.method() + " " + entry.path());
        quoted(line, entry.reason());
        field(line, entry.requestId());
        field(line, entry.traceparent());
        line.setCharAt(line.length() - 1, '\n');
    }

    /** HAProxy's TR/Tw/Tc/Tr/Ta, -1 for what it did not come to. */
    private static void times(StringBuilder line, Entry entry) {
        if (entry.times() == null) {
            line.append("-1/-1/-1/-1/-1 ");
            return;
        }
        LongStream.of(entry.times().read(), entry.times().queue(), entry.times().connect(), entry.responseNanos(), entry.times().total())
                .forEach(nanos -> {
                    if (nanos < 0) {
                        line.append("-1");
                    } else {
                        Escape.millis(line, nanos);
                    }
                    line.append('/');
                });
        line.setCharAt(line.length() - 1, ' ');
    }

    private static void field(StringBuilder line, String text) {
        if (text == null || text.isEmpty()) {
            line.append('-');
        } else {
            Escape.append(line, text, true);
        }
        line.append(' ');
    }

    private static void quoted(StringBuilder line, String text) {
        line.append('"');
        Escape.append(line, text == null ? "-" : text, false);
        line.append("\" ");
    }
}
