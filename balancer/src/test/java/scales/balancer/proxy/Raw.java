package scales.balancer.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A client that says exactly these bytes, as slowly as it likes. */
final class Raw implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 15_000;

    private final Socket socket = new Socket();

    Raw(int port) throws IOException {
        this(port, "127.0.0.1");
    }

    Raw(int port, String from) throws IOException {
        // Small, so that what is not read stays at the sender.
        socket.setReceiveBufferSize(8 * 1024);
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    Raw say(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** All until the other side closes, however it does that. */
    String rest() throws IOException {
        return dripping("", PATIENCE_MILLIS);
    }

    /** The same, saying a byte of {@code drops} whenever so long nothing came. */
    String dripping(String drops, int everyMillis) throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        socket.setSoTimeout(everyMillis);
        for (int said = 0; ;) {
            try {
                int octet = socket.getInputStream().read();
                if (octet < 0) {
                    break;
                }
                heard.write(octet);
            } catch (SocketTimeoutException silence) {
                if (said == drops.length()) {
                    throw silence;
                }
                try {
                    say(drops.substring(said, ++said));
                } catch (SocketException closed) {
                    break;
                }
            } catch (SocketException reset) {
                break;
            }
        }
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    String read(int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
