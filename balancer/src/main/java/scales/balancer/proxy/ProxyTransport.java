package scales.balancer.proxy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.TcpConfig;
import io.vertx.core.transport.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Vert.x' own transport, but that connections are judged as soon as they are accepted: Vert.x tells of them only after the TLS
 * handshake or the PROXY header. Any thread.
 */
public final class ProxyTransport extends NioTransport {
    private final Map<InetSocketAddress, Predicate<Channel>> judges = new ConcurrentHashMap<>();

    /** One on which a {@link Proxy} can run. */
    public static Vertx vertx() {
        ProxyTransport transport = new ProxyTransport();
        return Vertx.builder().withTransport(new Transport() {
            @Override
            public String name() {
                return Transport.NIO.name();
            }

            @Override
            public boolean available() {
                return true;
            }

            @Override
            public Throwable unavailabilityCause() {
                return null;
            }

            @Override
            public io.vertx.core.spi.transport.Transport implementation() {
                return transport;
            }
        }).build();
    }

    /** Of a client's connection. */
    static Channel socketOf(HttpConnection connection) {
        return ((HttpServerConnection) connection).channelHandlerContext().channel();
    }

    /** @throws IllegalArgumentException when that is not one of {@link #vertx} */
    static ProxyTransport of(Vertx vertx) {
        if (((VertxInternal) vertx).transport() instanceof ProxyTransport transport) {
            return transport;
        }
        throw new IllegalArgumentException("The balancer needs a Vert.x made by ProxyTransport.vertx(), or nobody counts its clients");
    }

    /**
     * @param host  name or address, of which there may be several
     * @param judge on the accepting thread, before anything is read: false closes the connection
     */
    void judge(String host, int port, Predicate<Channel> judge) throws UnknownHostException {
        for (InetAddress address : InetAddress.getAllByName(host)) {
            judges.put(place(address, port), judge);
        }
    }

    /** There is one that means all addresses in IPv4 and one in IPv6, and the system may listen on either for the other. */
    private static InetSocketAddress place(InetAddress address, int port) {
        return address.isAnyLocalAddress() ? new InetSocketAddress(port) : new InetSocketAddress(address, port);
    }

    @Override
    public void configure(TcpConfig config, boolean domainSocket, ServerBootstrap bootstrap) {
        super.configure(config, domainSocket, bootstrap);
        if (!domainSocket) {
            bootstrap.handler(new Accepting());
        }
    }

    @ChannelHandler.Sharable
    private final class Accepting extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext acceptor, Object accepted) {
            Channel client = (Channel) accepted;
            InetSocketAddress here = (InetSocketAddress) acceptor.channel().localAddress();
            Predicate<Channel> judge = judges.get(place(here.getAddress(), here.getPort()));
            if (judge == null || judge.test(client)) {
                acceptor.fireChannelRead(client);
            } else {
                // It belongs to no event loop yet, as its ordinary end would ask for.
                client.unsafe().closeForcibly();
            }
        }
    }
}
