package scales.lab.bench.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Finds the messages in what comes over a connection. Bodies are counted and dropped; they end by {@code Content-Length}, as all
 * do that are sent here.
 */
final class Messages {
    private static final int LARGEST_HEAD = 8 * 1024;
    private static final String LENGTH = "\r\ncontent-length:";

    private final byte[] head = new byte[LARGEST_HEAD];
    private int headLength;
    private boolean inBody;
    private long bodyLeft;
    private long bodyLength;
    private String firstLine;

    /**
     * Takes bytes up to the end of one message.
     *
     * @return whether that end was reached
     * @throws IOException when this is no HTTP
     */
    boolean take(ByteBuffer bytes) throws IOException {
        while (!inBody && bytes.hasRemaining()) {
            if (headLength == LARGEST_HEAD) {
                throw new IOException("a head of more than " + LARGEST_HEAD + " bytes");
            }
            head[headLength++] = bytes.get();
            if (endsHead()) {
                read(new String(head, 0, headLength, StandardCharsets.ISO_8859_1));
            }
        }
        if (!inBody) {
            return false;
        }
        int part = (int) Math.min(bodyLeft, bytes.remaining());
        bytes.position(bytes.position() + part);
        bodyLeft -= part;
        if (bodyLeft > 0) {
            return false;
        }
        inBody = false;
        headLength = 0;
        return true;
    }

    private boolean endsHead() {
        return headLength >= 4 && head[headLength - 1] == '\n' && head[headLength - 2] == '\r'
                && head[headLength - 3] == '\n' && head[headLength - 4] == '\r';
    }

    private void read(String text) throws IOException {
        firstLine = text.substring(0, text.indexOf('\r'));
        int at = text.toLowerCase(Locale.ROOT).indexOf(LENGTH);
        try {
            bodyLength = at < 0 ? 0 : Long.parseLong(text.substring(at + LENGTH.length(), text.indexOf('\r', at + 2)).strip());
        } catch (NumberFormatException malformed) {
            throw new IOException("no length in: " + text, malformed);
        }
        bodyLeft = bodyLength;
        inBody = true;
    }

    /** Of the message that ended last. */
    String firstLine() {
        return firstLine;
    }

    /** Of the message that ended last, in bytes. */
    long bodyLength() {
        return bodyLength;
    }
}
