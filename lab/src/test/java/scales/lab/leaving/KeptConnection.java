package scales.lab.leaving;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP client that does as little as there is to do, so that nothing is tried twice behind anybody's back. */
final class KeptConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *([0-9]+)");

    private final int port;
    private Socket socket;
    private InputStream in;

    KeptConnection(int port) {
        this.port = port;
    }

    void open() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    boolean isOpen() {
        return socket != null;
    }

    /** @return the status of the answer, which came whole */
    int ask(String method, String target, byte[] body) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write((method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        request.write(body);
        socket.getOutputStream().write(request.toByteArray());
        String head = head();
        Matcher length = LENGTH.matcher(head);
        if (!length.find()) {
            throw new IOException("an answer without a length: " + head);
        }
        int announced = Integer.parseInt(length.group(1));
        if (in.readNBytes(announced).length < announced) {
            throw new EOFException("closed within the body");
        }
        if (head.contains("\r\nconnection: close")) {
            close();
        }
        return Integer.parseInt(head.split(" ")[1]);
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("closed after " + head.length() + " bytes of the head");
            }
            head.append((char) next);
        }
        return head.toString().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
