package scales.balancer.admin.cli;

import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;

/**
 * A client such as {@code echo "show stat" | nc -N} ends its side and still wants the answer. Vert.x takes that for a close;
 * Netty beneath it can tell the two apart.
 */
final class HalfClose {
    private HalfClose() {}

    /** @param ended told when the client will say no more; the socket stays open for writing */
    static void allow(NetSocket socket, Runnable ended) {
        NetSocketInternal channel = (NetSocketInternal) socket;
        channel.channelHandlerContext().channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.eventHandler(event -> {
            if (event instanceof ChannelInputShutdownEvent) {
                ended.run();
            }
        });
    }
}
