package scales.balancer.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/**
 * How long a connection on which nothing more will be answered is still read, and what comes thrown away: closing it with bytes
 * unread would make the operating system reset it, which may destroy the answer before the client has read it (RFC 9112, 9.6).
 */
final class Parting {
    private static final long LONGEST_SILENCE_NANOS = 2_000_000_000L;
    private static final long LONGEST_NANOS = 10_000_000_000L;

    private boolean timed;
    private boolean heard;
    private long sinceNanos;
    private long heardNanos;

    /** More came, for nobody. */
    void heard() {
        heard = true;
    }

    /** To be asked again and again; time counts from the first time. */
    boolean isOver(long nowNanos) {
        if (!timed) {
            timed = true;
            sinceNanos = nowNanos;
            heard = true;
        }
        if (heard) {
            heard = false;
            heardNanos = nowNanos;
        }
        return nowNanos - heardNanos >= LONGEST_SILENCE_NANOS || nowNanos - sinceNanos >= LONGEST_NANOS;
    }

    /** Says that nothing more comes, and reads on until the client says the same. */
    static void say(ChannelHandlerContext client) {
        SslHandler tls = client.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.closeOutbound();
        } else if (client.channel() instanceof DuplexChannel socket) {
            socket.shutdownOutput();
        }
        // What was sent ahead is for nobody, too.
        Pipelining ahead = client.pipeline().get(Pipelining.class);
        if (ahead != null) {
            client.pipeline().remove(ahead);
        }
        client.channel().config().setAutoRead(true);
    }
}
