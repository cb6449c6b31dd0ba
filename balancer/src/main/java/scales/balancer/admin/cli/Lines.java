package scales.balancer.admin.cli;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Bytes to lines that end with LF or CRLF. What follows the last one waits for its own end: it may be cut short. */
final class Lines {
    /** HAProxy's buffer. */
    private static final int LONGEST = 16 * 1024;

    private Buffer rest = Buffer.buffer();

    /**
     * @return the lines that are complete now
     * @throws IllegalArgumentException when a line is too long
     */
    List<String> add(Buffer chunk) {
        rest.appendBuffer(chunk);
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < rest.length(); i++) {
            if (rest.getByte(i) == '\n') {
                lines.add(line(start, i));
                start = i + 1;
            }
        }
        rest = rest.getBuffer(start, rest.length());
        check(rest.length());
        return lines;
    }

    private String line(int start, int end) {
        check(end - start);
        return rest.getString(start, end).stripTrailing();
    }

    private static void check(int length) {
        if (length > LONGEST) {
            throw new IllegalArgumentException("a line is longer than " + LONGEST + " bytes");
        }
    }
}
