package scales.balancer.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Bounds what a client sends ahead (RFC 9112, 9.3.2): bytes go to the decoder in portions, and none while requests wait for their turn.
 * Vert.x stops reading then, but by that time all of what was read at once would have been decoded, thousands of heads of it.
 */
final class Pipelining extends ChannelDuplexHandler {
    static final int PORTION = 64 * 1024;

    private final Deque<ByteBuf> waiting = new ArrayDeque<>();
    private int passed;
    private boolean whole;

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        ByteBuf buffer = (ByteBuf) bytes;
        if (waiting.isEmpty() && passed + buffer.readableBytes() <= PORTION && isWanted(context)) {
            pass(context, buffer);
        } else {
            waiting.add(buffer);
            passOn(context);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        passed = 0;
        context.fireChannelReadComplete();
        if (whole && waiting.isEmpty() && !isWanted(context)) {
            // Once more than is wanted: who sent some requests and left is seen to have left.
            context.read();
        }
    }

    /** @param whole whether the last request that was decoded is; what follows part of one is to stay where it is */
    void decoded(boolean whole) {
        this.whole = whole;
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
            pass(context, first.readableBytes() > PORTION ? first.readRetainedSlice(PORTION) : waiting.poll());
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
    }
}
