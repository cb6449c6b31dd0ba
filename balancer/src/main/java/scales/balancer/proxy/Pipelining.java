package scales.balancer.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Bounds what a client sends ahead (RFC 9112, 9.3.2): bytes go to the decoder in portions, and none while requests wait for their turn.
 * Vert.x stops reading then, but by that time all of what was read at once would have been decoded, thousands of heads of it. What a
 * head announces as its body is no part of a portion: large bodies are dear in small pieces.
 */
final class Pipelining extends ChannelDuplexHandler {
    static final int PORTION = 64 * 1024;

    private final Deque<ByteBuf> waiting = new ArrayDeque<>();
    private int passed;
    private long held;
    private boolean whole;
    private long body;

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        ByteBuf buffer = (ByteBuf) bytes;
        if (waiting.isEmpty() && passed + buffer.readableBytes() <= portion() && isWanted(context)) {
            pass(context, buffer);
        } else {
            waiting.add(buffer);
            held += buffer.readableBytes();
            passOn(context);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        passed = 0;
        context.fireChannelReadComplete();
        if (whole && held < PORTION && !isWanted(context)) {
            // More than is wanted: who sent some requests and left is seen to have left.
            context.read();
        }
    }

    /**
     * What was found in what was passed on: what follows part of a request is to stay where it is, and the rest of a body is no request.
     *
     * @return the same for Vert.x, which keeps it while a request before it waits for its answer, and forgets it when the connection goes
     *         without a release: so its bytes are no more in memory that would be lost then
     */
    Object decoded(Object message) {
        whole = message instanceof LastHttpContent;
        if (message instanceof HttpRequest request) {
            body = request.decoderResult().isSuccess() ? HttpUtil.getContentLength(request, 0L) : 0;
            return message;
        }
        if (!(message instanceof HttpContent content) || !content.content().isReadable()) {
            return message;
        }
        body -= content.content().readableBytes();
        return content.replace(ReadMemory.collected(content.content()));
    }

    private long portion() {
        return PORTION + Math.max(0, body);
    }

    private void pass(ChannelHandlerContext context, ByteBuf portion) {
        passed += portion.readableBytes();
        context.fireChannelRead(portion);
    }

    private void passOn(ChannelHandlerContext context) {
        while (!waiting.isEmpty()) {
            // Only then Vert.x says whether it takes more.
            channelReadComplete(context);
            if (!isWanted(context)) {
                return;
            }
            ByteBuf first = waiting.peek();
            ByteBuf next = first.readableBytes() > portion() ? first.readRetainedSlice((int) portion()) : waiting.poll();
            held -= next.readableBytes();
            pass(context, next);
        }
    }

    private static boolean isWanted(ChannelHandlerContext context) {
        return context.channel().config().isAutoRead();
    }

    @Override
    public void read(ChannelHandlerContext context) {
        if (waiting.isEmpty()) {
            context.read();
        } else {
            // Not at once: who asks for more may be in the midst of what it has.
            context.executor().execute(() -> resume(context));
        }
    }

    private void resume(ChannelHandlerContext context) {
        passOn(context);
        channelReadComplete(context);
        if (waiting.isEmpty() && isWanted(context)) {
            context.read();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        waiting.forEach(ByteBuf::release);
        waiting.clear();
        held = 0;
    }
}
