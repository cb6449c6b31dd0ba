package scales.balancer.admin.cli;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;

/** What Netty can do with a connection and Vert.x does not offer. */
final class Connection {
    private Connection() {}

    /**
     * A client such as {@code echo "show stat" | nc -N} ends its side and still wants the answer. Vert.x takes that for a
     * close, and what is not yet in the kernel's buffers is lost.
     *
     * @param ended told when the client will say no more; the socket stays open for writing
     */
    static void allowHalfClose(NetSocket socket, Runnable ended) {
        channel(socket).config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        ((NetSocketInternal) socket).eventHandler(event -> {
            if (event instanceof ChannelInputShutdownEvent) {
                ended.run();
            }
        });
    }

    /** Closes it now. Vert.x would first wait until everything is written, for a client that never reads: for ever. */
    static void drop(NetSocket socket) {
        channel(socket).close();
    }

    private static Channel channel(NetSocket socket) {
        return ((NetSocketInternal) socket).channelHandlerContext().channel();
    }
}
