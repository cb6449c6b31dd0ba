package scales.balancer.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** An HTTP/2 client that sends what frames a test wants, proper or not (RFC 9113, 4 and 6). */
final class Http2Wire implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;
    static final int PRIORITY = 32;
    static final int ACK = 1;

    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private final SSLSocket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final DefaultHttp2HeadersDecoder hpack = new DefaultHttp2HeadersDecoder();

    /** @param status of HEADERS, else null; {@code errorCode} of RST_STREAM and GOAWAY, else -1 */
    record Frame(int type, int flags, int stream, byte[] payload, String status, long errorCode) {
        boolean endsStream() {
            return (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
        }
    }

    /** @param settings pairs of identifier and value */
    Http2Wire(SSLContext tls, int port, int... settings) throws IOException {
        socket = (SSLSocket) tls.getSocketFactory().createSocket();
        // Small, so that what is not read stays at the sender.
        socket.setReceiveBufferSize(64 * 1024);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(10_000);
        socket.startHandshake();
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        out.write(PREFACE.getBytes(StandardCharsets.US_ASCII));
        ByteBuf payload = Unpooled.buffer();
        for (int i = 0; i < settings.length; i += 2) {
            payload.writeShort(settings[i]).writeInt(settings[i + 1]);
        }
        send(SETTINGS, 0, 0, bytes(payload));
    }

    static byte[] bytes(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    void send(int type, int flags, int stream, byte... payload) throws IOException {
        send(frame(type, flags, stream, payload));
    }

    void send(byte[] frames) throws IOException {
        out.write(frames);
    }

    static byte[] frame(int type, int flags, int stream, byte... payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(new byte[] {(byte) (payload.length >> 16), (byte) (payload.length >> 8), (byte) payload.length, (byte) type,
            (byte) flags, (byte) (stream >> 24), (byte) (stream >> 16), (byte) (stream >> 8), (byte) stream});
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    /** Literal fields without indexing (RFC 7541, 6.2.2): names and values shorter than 127 bytes. */
    static byte[] block(String... fields) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (String field : fields) {
            int colon = field.indexOf(':', 1);
            block.write(0);
            literal(block, field.substring(0, colon));
            literal(block, field.substring(colon + 1).strip());
        }
        return block.toByteArray();
    }

    private static void literal(ByteArrayOutputStream block, String text) {
        block.write(text.length());
        block.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A request for a path, with these fields after the pseudo header fields. */
    void request(int stream, boolean ends, String method, String path, String... fields) throws IOException {
        send(HEADERS, END_HEADERS | (ends ? END_STREAM : 0), stream, head(method, path, fields));
    }

    static byte[] head(String method, String path, String... fields) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(block(":method:" + method, ":scheme:https", ":path:" + path, ":authority:localhost"));
        block.writeBytes(block(fields));
        return block.toByteArray();
    }

    void reset(int stream) throws IOException {
        send(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
    }

    /** The next frame; null when the connection is closed. */
    Frame next() throws IOException {
        try {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            byte[] payload = in.readNBytes(length);
            if (type == SETTINGS && flags != ACK) {
                send(SETTINGS, ACK, 0);
            }
            String status = null;
            if (type == HEADERS) {
                ByteBuf block = Unpooled.wrappedBuffer(payload).skipBytes((flags & PRIORITY) == 0 ? 0 : 5);
                Http2Headers headers = hpack.decodeHeaders(stream, block);
                status = headers.status() == null ? null : headers.status().toString();
            }
            long error = type == RST_STREAM ? Unpooled.wrappedBuffer(payload).readUnsignedInt()
                    : type == GOAWAY ? Unpooled.wrappedBuffer(payload).skipBytes(4).readUnsignedInt() : -1;
            return new Frame(type, flags, stream, payload, status, error);
        } catch (EOFException | SocketException closed) {
            return null;
        } catch (io.netty.handler.codec.http2.Http2Exception impossible) {
            throw new IOException(impossible);
        }
    }

    /** The next frame of that type; null when the connection is closed before. */
    Frame next(int type) throws IOException {
        Frame frame = next();
        while (frame != null && frame.type() != type) {
            frame = next();
        }
        return frame;
    }

    /** How a stream ends: its status, "reset" or "closed" with the connection. */
    String outcome(int stream) throws IOException {
        String status = "nothing";
        for (Frame frame = next(); frame != null; frame = next()) {
            if (frame.type() == GOAWAY && frame.errorCode() != 0) {
                return "goaway " + frame.errorCode();
            }
            if (frame.stream() != stream) {
                continue;
            }
            status = frame.status() == null ? status : frame.status();
            if (frame.type() == RST_STREAM) {
                return status.equals("nothing") ? "reset " + frame.errorCode() : status;
            }
            if (frame.endsStream()) {
                return status;
            }
        }
        return "closed";
    }

    /** Without a word. */
    void leave() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
