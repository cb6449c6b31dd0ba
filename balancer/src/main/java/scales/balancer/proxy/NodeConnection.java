package scales.balancer.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.MultiMap;
import io.vertx.core.internal.ContextInternal;
import java.nio.channels.ClosedChannelException;
import scales.balancer.node.Address;

/**
 * A connection to a node: HTTP/1.1, one request at a time. Vert.x' own client does more for each request than is wanted here: metrics,
 * tracing, redirects, a future for each step. Confined to its event loop.
 */
final class NodeConnection extends ChannelInboundHandlerAdapter {
    private static final int CONTINUE = 100;
    private static final int EARLY_HINTS = 103;

    private final IdleConnections idle;
    private final Address node;
    private final ContextInternal context;
    private final AnswerDecoder decoder;
    private final KeepTime keepTime = new KeepTime();
    private final Held held = new Held();
    private ChannelHandlerContext channel;
    private RequestWriter request;
    private AnswerReceiver receiver;
    private boolean used;
    private boolean interim;
    private boolean keepable;
    private boolean answered;
    private boolean paused;
    private boolean gone;

    /**
     * @param idle    where it waits for the next request
     * @param decoder that stands before it
     */
    NodeConnection(IdleConnections idle, Address node, ContextInternal context, AnswerDecoder decoder) {
        this.idle = idle;
        this.node = node;
        this.context = context;
        this.decoder = decoder;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        channel = added;
        request = new RequestWriter(added);
    }

    Address node() {
        return node;
    }

    /** Whether it has served others: then the node may have closed it before this request arrives there. */
    boolean wasUsed() {
        return used;
    }

    /** How long it waits for a request. */
    KeepTime keepTime() {
        return keepTime;
    }

    /** Begins a request; {@link #request} writes it. */
    void ask(AnswerReceiver who, String method, String target, MultiMap headers) {
        receiver = who;
        keepable = true;
        keepTime.restart();
        decoder.expect(method.equals("HEAD"));
        request.begin(method, target, headers);
    }

    RequestWriter request() {
        return request;
    }

    /**
     * Writes some of the request's body.
     *
     * @param written is run when that is with the operating system: later, as that may be within a write, and Netty's encoder cannot encode two
     *                messages at a time
     */
    void write(ByteBuf bytes, Runnable written) {
        request.write(bytes, () -> context.runOnContext(later -> written.run()));
    }

    /** Tells nothing more and reads nothing more, but what was read already waits. */
    void pause() {
        paused = true;
        channel.channel().config().setAutoRead(false);
    }

    void resume() {
        paused = false;
        while (!paused && !held.isEmpty()) {
            take(held.next());
        }
        if (paused) {
            return;
        }
        if (gone && receiver != null) {
            broke(new ClosedChannelException());
        } else {
            channel.channel().config().setAutoRead(true);
            settle();
        }
    }

    /** That one receives the rest. */
    void handOver(AnswerReceiver other) {
        receiver = other;
    }

    /** At once; with a reset where the node has not taken all of the request, of which the system would keep megabytes for it else. */
    void close() {
        receiver = null;
        if (channel.channel().isOpen() && !request.isSent()) {
            channel.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        held.release();
        // Not through Vert.x, which would first wait until everything is written: for ever.
        channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext same, Object message) {
        ContextInternal before = context.beginDispatch();
        try {
            if (paused) {
                held.add((HttpObject) message);
            } else {
                take((HttpObject) message);
            }
        } finally {
            context.endDispatch(before);
        }
    }

    private void take(HttpObject part) {
        if (receiver == null) {
            // Nobody has asked, or not any more.
            ReferenceCountUtil.release(part);
            close();
        } else if (part.decoderResult().isFailure()) {
            ReferenceCountUtil.release(part);
            broke(part.decoderResult().cause());
        } else {
            if (part instanceof HttpResponse head) {
                begin(head);
            }
            if (part instanceof HttpContent content) {
                go(content);
            }
        }
    }

    private void begin(HttpResponse head) {
        decoder.began();
        int status = head.status().code();
        interim = status == CONTINUE || status == EARLY_HINTS;
        if (interim) {
            return;
        }
        HttpVersion version = head.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            broke(new IllegalArgumentException("malformed: " + version));
            return;
        }
        MultiMap headers = (MultiMap) head.headers();
        if (Hop.wantsClose(headers) || version.equals(HttpVersion.HTTP_1_0) && !Hop.wantsToStay(headers)
                || decoder.announcesMore()) {
            keepable = false;
        }
        keepTime.said(headers);
        receiver.began(new AnswerHead(status, headers));
    }

    private void go(HttpContent content) {
        ByteBuf bytes = content.content();
        if (receiver != null && bytes.isReadable() && !interim) {
            receiver.said(ReadMemory.incoming(bytes));
        } else {
            bytes.release();
        }
        if (content instanceof LastHttpContent && receiver != null) {
            if (interim) {
                interim = false;
            } else {
                answered = true;
                used = true;
                decoder.expectNothing();
                AnswerReceiver who = receiver;
                receiver = null;
                who.ended();
            }
        }
    }

    /** Not before what was read with an answer was looked at: what follows it is no answer to the next request. */
    @Override
    public void channelReadComplete(ChannelHandlerContext same) {
        settle();
        same.fireChannelReadComplete();
    }

    private void settle() {
        if (!answered || paused) {
            return;
        }
        answered = false;
        if (keepable && request.isSent() && !gone && !decoder.hasRest()) {
            idle.keep(this);
        } else {
            close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext same) {
        gone = true;
        idle.gone(this);
        if (held.isEmpty()) {
            broke(new ClosedChannelException());
        }
        same.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext same, Throwable cause) {
        broke(cause);
    }

    private void broke(Throwable cause) {
        AnswerReceiver who = receiver;
        close();
        if (who != null) {
            context.dispatch(() -> who.broke(cause));
        }
    }
}
