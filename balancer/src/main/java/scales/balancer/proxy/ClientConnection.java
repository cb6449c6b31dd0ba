package scales.balancer.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A client's connection, as Netty sees it: Vert.x tells nobody that a head has begun or that the client takes what was
 * written, and its idle timeout would also cut a client that waits for us. Confined to its event loop.
 */
final class ClientConnection extends ChannelDuplexHandler implements Watchdog.Watched {
    private static final String DECODER = "httpDecoder";
    private final HttpConnection connection;
    private final Supplier<ClientSettings> settings;
    private final ProxyObserver observer;
    /** Of HTTP/2, else null. */
    private final Http2Streams streams;
    private final HeadWait head = new HeadWait();
    private final Pace taking = new Pace();
    private ChannelHandlerContext channel;
    private long written;
    private boolean unflushed;
    private boolean broken;
    private boolean last;
    private Parting parting;

    private ClientConnection(HttpConnection connection, Http2Streams streams, Supplier<ClientSettings> settings, ProxyObserver observer) {
        this.connection = connection;
        this.streams = streams;
        this.settings = settings;
        this.observer = observer;
    }

    /**
     * Puts itself where bytes are plain and not yet requests.
     *
     * @param limits of requests of HTTP/1
     */
    static ClientConnection on(HttpConnection connection, Http1ServerConfig limits, Supplier<ClientSettings> settings, ProxyObserver observer) {
        ChannelHandlerContext last = ((HttpServerConnection) connection).channelHandlerContext();
        ChannelPipeline pipeline = last.pipeline();
        Http2Streams streams = pipeline.get(DECODER) == null ? new Http2Streams(last) : null;
        ClientConnection client = new ClientConnection(connection, streams, settings, observer);
        pipeline.addBefore(streams == null ? DECODER : last.name(), "client", client);
        if (streams != null) {
            pipeline.addBefore(last.name(), "streams", streams);
        } else {
            pipeline.replace(DECODER, DECODER, new RequestDecoder(limits));
            Pipelining ahead = new Pipelining();
            pipeline.addBefore(DECODER, "pipelining", ahead);
            pipeline.addAfter(DECODER, "version", new VersionGuard(ahead));
            pipeline.replace("httpEncoder", "httpEncoder", new AnswerEncoder());
        }
        return client;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context;
    }

    /** Of that connection, or null when it was turned away. */
    static ClientConnection of(HttpConnection connection) {
        return ((HttpServerConnection) connection).channelHandlerContext().pipeline().get(ClientConnection.class);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (parting != null) {
            parting.heard();
        }
        if (parting != null || broken) {
            ReferenceCountUtil.release(bytes);
            return;
        }
        // Between the requests of HTTP/2 there are frames that belong to none.
        if (streams == null) {
            head.heard();
        }
        context.fireChannelRead(bytes);
    }

    @Override
    public void write(ChannelHandlerContext context, Object bytes, ChannelPromise promise) {
        if (bytes instanceof ByteBuf buffer) {
            written += buffer.readableBytes();
        }
        unflushed = true;
        context.write(bytes, promise);
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        unflushed = false;
        context.flush();
    }

    /**
     * Sends what is on its way: of an answer whose stream has no window, Vert.x writes the head and leaves it lying until the
     * body may follow, though only that has to wait (RFC 9113, 5.2.1).
     */
    void sendHead() {
        if (streams != null && unflushed) {
            channel.flush();
        }
    }

    /** @param waits whether something of that answer waits for its client: where streams have windows, the connection alone does not tell */
    void answers(long stream, BooleanSupplier waits) {
        if (streams != null) {
            streams.answers((int) stream, waits);
        }
    }

    /** Of HTTP/1: its body is not wanted now. Vert.x by itself reads two dozen pieces more, which nobody counts. */
    void holdBack(boolean held) {
        if (streams == null && parting == null) {
            channel.channel().config().setAutoRead(!held);
        }
    }

    /** The answer under way is the last one: the connection is closed after it, though the client may be sending still. */
    void last() {
        last = true;
    }

    /** Whether requests that came along with the last one are to be left (RFC 9112, 9.6). */
    boolean hadLast() {
        return last;
    }

    /** After what was written: when it stops, Vert.x closes as soon as the last answer is in its hands. */
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (broken || waitingBytes() == 0) {
            closeNow(context, promise);
        } else {
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> closeNow(context, promise));
        }
    }

    private void closeNow(ChannelHandlerContext context, ChannelPromise promise) {
        if (!last || streams != null) {
            context.close(promise);
            return;
        }
        context.channel().closeFuture().addListener(closed -> promise.trySuccess());
        part();
    }

    /**
     * Its HTTP/2 is beyond repair, or a flood: nothing more is read, or answers to it would pile up, and what Vert.x says of that may go out
     * until somebody looks.
     */
    void broke(Throwable cause) {
        broken = streams != null && cause instanceof Http2Exception;
    }

    /** At once, whatever waits to be written. */
    void cut() {
        channel.close();
    }

    /** At once, with a reset; TLS would say that this is the end. */
    void breakOff() {
        if (channel.channel().isOpen()) {
            channel.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            channel.pipeline().firstContext().close();
        }
    }

    private void part() {
        if (parting == null) {
            parting = new Parting();
            Parting.say(channel);
        }
    }

    /** A request's head came whole. */
    void began() {
        head.began();
    }

    /** A request was answered, or given up. */
    void ended() {
        head.ended();
    }

    /** HTTP/2 is left out: its GOAWAY says which requests were not looked at, and its clients send these again. */
    boolean mayAskAtOnce(long nowNanos, long quietNanos) {
        return streams == null && head.quietNanos(nowNanos) < quietNanos;
    }

    @Override
    public void check(long nowNanos) {
        if (parting != null) {
            if (parting.isOver(nowNanos)) {
                channel.close();
            }
            return;
        }
        if (broken) {
            cut();
            return;
        }
        if (streams != null) {
            streams.check(nowNanos, settings.get());
        }
        long waiting = waitingBytes();
        if (waiting > 0) {
            head.rest();
            if (taking.isTooSlow(written - waiting, nowNanos, settings.get().writeTimeout(), settings.get().leastDownloadRate())) {
                // Not through Vert.x, which would first wait until everything is written: for ever.
                cut();
            }
            return;
        }
        taking.rest();
        switch (head.judge(nowNanos, settings.get())) {
            case SLOW -> answerAndClose();
            case IDLE -> connection.close();
            case WAIT -> { }
        }
    }

    /** Written, and not yet in the hands of the operating system. */
    private long waitingBytes() {
        var out = channel.channel().unsafe().outboundBuffer();
        return out == null ? 0 : out.totalPendingWriteBytes();
    }

    private void answerAndClose() {
        observer.refused(Refusal.TIMED_OUT, connection.remoteAddress().hostAddress(), null, null);
        byte[] answer = ("HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\nX-Scales-Reason: "
                + Refusal.reasonOf(Refusal.TIMED_OUT) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        channel.writeAndFlush(Unpooled.wrappedBuffer(answer)).addListener(told -> part());
    }
}
