package scales.balancer.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.function.BooleanSupplier;

/**
 * The streams of a client's connection, as the frames written to it tell: how fast each answer is taken, as the window of a stream can be
 * closed while nothing waits for the socket; and which streams Netty has reset without having opened them. Confined to its event loop.
 */
final class Http2Streams extends ChannelOutboundHandlerAdapter {
    /** Of a frame's head, and where its fields are (RFC 9113, 4.1). */
    private static final int HEAD = 9;
    private static final int TYPE = 3;
    private static final int STREAM = 5;
    private static final int DATA = 0;
    private static final int RST_STREAM = 3;

    /** One that is being taken. */
    private static final class Answer {
        private final BooleanSupplier waits;
        private final Pace taking = new Pace();
        private long taken;

        Answer(BooleanSupplier waits) {
            this.waits = waits;
        }
    }

    private final ChannelHandlerContext codec;
    private final Http2ConnectionHandler http2;
    private final Http2Connection connection;
    private final Http2Connection.PropertyKey answers;
    private int payloadLeft;

    /** @param codec of Vert.x, which writes whole heads of frames, though their payload by itself */
    Http2Streams(ChannelHandlerContext codec) {
        this.codec = codec;
        this.http2 = (Http2ConnectionHandler) codec.handler();
        this.connection = http2.connection();
        this.answers = connection.newKey();
        http2.decoder().frameListener(new Http2Pieces(connection, new Http2Methods(http2.decoder().frameListener())));
    }

    /** @param waits whether something of that stream's answer waits for its client */
    void answers(int stream, BooleanSupplier waits) {
        Http2Stream open = connection.stream(stream);
        if (open != null) {
            open.setProperty(answers, new Answer(waits));
        }
    }

    /** Resets those whose answer is not taken, or too slowly. */
    void check(long nowNanos, ClientSettings settings) {
        try {
            connection.forEachActiveStream(stream -> {
                Answer answer = stream.getProperty(answers);
                if (answer != null && isTooSlow(stream, answer, nowNanos, settings)) {
                    http2.resetStream(codec, stream.id(), Http2Error.CANCEL.code(), codec.newPromise());
                    codec.flush();
                }
                return true;
            });
        } catch (Http2Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private boolean isTooSlow(Http2Stream stream, Answer answer, long nowNanos, ClientSettings settings) {
        if (!answer.waits.getAsBoolean() || isOpen(stream) && isOpen(connection.connectionStream())) {
            // For the node, or for the socket, at which the whole connection is judged.
            answer.taking.rest();
            return false;
        }
        return answer.taking.isTooSlow(answer.taken, nowNanos, settings.writeTimeout(), settings.leastDownloadRate());
    }

    private boolean isOpen(Http2Stream stream) {
        return http2.encoder().flowController().windowSize(stream) > 0;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            look(bytes);
        }
        context.write(message, promise);
    }

    private void look(ByteBuf bytes) {
        int at = bytes.readerIndex() + payloadLeft;
        for (int length; at < bytes.writerIndex(); at += HEAD + length) {
            length = bytes.getUnsignedMedium(at);
            int stream = bytes.getInt(at + STREAM);
            switch (bytes.getByte(at + TYPE)) {
                case DATA -> taken(stream, length);
                case RST_STREAM -> open(stream);
                default -> { }
            }
        }
        payloadLeft = at - bytes.writerIndex();
    }

    private void taken(int stream, int length) {
        Http2Stream open = connection.stream(stream);
        Answer answer = open == null ? null : open.getProperty(answers);
        if (answer != null) {
            answer.taken += length;
        }
    }

    /**
     * Opens and closes one that Netty resets without either, as its head is malformed or there are too many: what its client has sent
     * behind that head would be an error of the connection, and not be ignored (RFC 9113, 5.1 and 5.4.2).
     */
    private void open(int stream) {
        var clients = connection.remote();
        if (!clients.isValidStreamId(stream) || clients.mayHaveCreatedStream(stream)) {
            return;
        }
        int most = clients.maxActiveStreams();
        clients.maxActiveStreams(Integer.MAX_VALUE);
        try {
            clients.createStream(stream, true).close();
        } catch (Http2Exception goingAway) {
            // Then Netty ignores such streams anyway.
        } finally {
            clients.maxActiveStreams(most);
        }
    }
}
