package scales.balancer.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import scales.balancer.node.Address;

/** One event loop's connections to the nodes: as many as there are requests, kept for a while after that. Confined to it. */
final class NodeConnections {
    private final NetClient client;
    private final ContextInternal context;
    private final ReadMemory memory;
    private final IdleConnections idle;

    /**
     * @param context  of the event loop
     * @param keep     for how long without a request
     * @param memory   for the bodies that they send
     */
    NodeConnections(Vertx vertx, Context context, Duration keep, ReadMemory memory, Watchdog watchdog) {
        this.client = vertx.createNetClient();
        this.context = (ContextInternal) context;
        this.memory = memory;
        this.idle = new IdleConnections(keep, watchdog);
    }

    /** @return one that has served others, or null */
    NodeConnection kept(Address node) {
        return idle.take(node);
    }

    /** @return a new one; fails when there is none in that time */
    Future<NodeConnection> connect(Address node, Duration timeout) {
        // A client that is being closed throws; inside a future that is a failure like any other.
        return Future.succeededFuture(new ConnectOptions()
                        .setRemoteAddress(SocketAddress.inetSocketAddress(node.port(), node.target()))
                        .setTimeout((int) timeout.toMillis()))
                .compose(client::connect)
                .map(socket -> prepare(socket, node));
    }

    private NodeConnection prepare(NetSocket socket, Address node) {
        ChannelHandlerContext last = ((NetSocketInternal) socket).channelHandlerContext();
        ChannelPipeline pipeline = last.pipeline();
        Wire.prepare(last.channel(), memory);
        AnswerDecoder decoder = new AnswerDecoder(memory.size());
        NodeConnection connection = new NodeConnection(idle, node, context, decoder);
        pipeline.addBefore(last.name(), "decoder", decoder);
        pipeline.addBefore(last.name(), "encoder", new RequestEncoder());
        pipeline.addBefore(last.name(), "node", connection);
        return connection;
    }

    Future<Void> shutdown(long timeout, TimeUnit unit) {
        idle.close();
        return client.shutdown(timeout, unit);
    }
}
