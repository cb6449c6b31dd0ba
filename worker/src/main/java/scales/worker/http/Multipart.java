package scales.worker.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import scales.worker.image.Refused;

/**
 * Finds the picture in a {@code multipart/form-data} body (RFC 7578): the first part with a file name, else the part
 * named {@code file}, {@code image} or {@code picture}, else the only part.
 */
final class Multipart {
    private static final int MOST_PARTS = 100;
    private static final int LONGEST_HEAD = 16 * 1024;
    private static final Set<String> NAMES = Set.of("file", "image", "picture");
    private static final byte[] HEAD_END = ascii("\r\n\r\n");

    private final byte[] body;
    private final byte[] delimiter;

    private Multipart(byte[] body, String boundary) {
        this.body = body;
        this.delimiter = ascii("\r\n--" + boundary);
    }

    static boolean is(String contentType) {
        return contentType != null && contentType.strip().toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }

    /** @param contentType with its boundary */
    static byte[] picture(byte[] body, String contentType) throws Refused {
        String boundary = new HeaderParameters(contentType).value("boundary").orElse("");
        if (boundary.isEmpty() || boundary.length() > 70) {
            throw refused("the multipart body has no boundary of 1 to 70 characters");
        }
        return new Multipart(body, boundary).picture();
    }

    private byte[] picture() throws Refused {
        Optional<Part> named = Optional.empty();
        Part last = null;
        int parts = 0;
        for (int position = first(); !endsAt(position); position = last.end() + delimiter.length) {
            last = part(position);
            parts++;
            if (parts > MOST_PARTS) {
                throw refused("the multipart body has more than " + MOST_PARTS + " parts");
            }
            if (last.hasFileName()) {
                return last.bytes(body);
            }
            if (named.isEmpty() && NAMES.contains(last.name())) {
                named = Optional.of(last);
            }
        }
        if (named.isPresent()) {
            return named.get().bytes(body);
        }
        if (parts != 1) {
            throw refused("no part of the multipart body is a file");
        }
        return last.bytes(body);
    }

    /** @return the position after the first delimiter, the only one that may stand without a line before it */
    private int first() throws Refused {
        int lineBreak = 2;
        if (startsWith(0, Arrays.copyOfRange(delimiter, lineBreak, delimiter.length))) {
            return delimiter.length - lineBreak;
        }
        return find(delimiter, 0, body.length) + delimiter.length;
    }

    private boolean endsAt(int position) {
        return startsWith(position, ascii("--"));
    }

    private Part part(int afterDelimiter) throws Refused {
        int line = afterDelimiter;
        while (line < body.length && (body[line] == ' ' || body[line] == '\t')) {
            line++;
        }
        if (!startsWith(line, ascii("\r\n"))) {
            throw refused("the multipart body is broken after a boundary");
        }
        // From the line break on, so that a part without any header ends its head there.
        int head = find(HEAD_END, line, Math.min(body.length, line + LONGEST_HEAD));
        int start = head + HEAD_END.length;
        // An empty part shares the line break between its head and the delimiter.
        int end = find(delimiter, start - 2, body.length);
        return new Part(new String(body, line, head - line, StandardCharsets.UTF_8), Math.min(start, end), end);
    }

    private int find(byte[] wanted, int from, int to) throws Refused {
        for (int position = from; position <= to - wanted.length; position++) {
            if (body[position] == wanted[0] && startsWith(position, wanted)) {
                return position;
            }
        }
        throw refused("the multipart body ends early, or has a part with very long headers");
    }

    private boolean startsWith(int position, byte[] wanted) {
        return position + wanted.length <= body.length
                && Arrays.equals(body, position, position + wanted.length, wanted, 0, wanted.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Refused refused(String reason) {
        return new Refused("multipart", reason);
    }

    /** @param end where the delimiter after the part begins */
    private record Part(String head, int start, int end) {
        private HeaderParameters disposition() {
            return new HeaderParameters(head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-disposition:"))
                    .findFirst()
                    .orElse(""));
        }

        /** A browser sends an empty file name for a field in which no file was chosen. */
        boolean hasFileName() {
            return disposition().value("filename").or(() -> disposition().value("filename*"))
                    .filter(name -> !name.isEmpty()).isPresent();
        }

        String name() {
            return disposition().value("name").orElse("");
        }

        byte[] bytes(byte[] body) {
            return Arrays.copyOfRange(body, start, end);
        }
    }
}
