package scales.balancer.proxy;

import io.netty.channel.Channel;
import io.netty.channel.nio.AbstractNioChannel.NioUnsafe;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The sockets on which clients were accepted, as Netty sees them: Vert.x closes its own only together with every connection on
 * which no request is under way, be it that the first one has just arrived there. Any thread.
 */
final class Acceptors {
    private final Set<Channel> known = ConcurrentHashMap.newKeySet();

    void accepting(Channel acceptor) {
        known.add(acceptor);
    }

    /** Nobody can connect any more where anybody did; connections that are there live on. */
    Future<Void> close() {
        return Future.join(List.copyOf(known).stream().map(Acceptors::close).toList()).mapEmpty();
    }

    /**
     * Java closes a socket that a selector knows when that selects next, and accepts into the void until then. So the selector
     * forgets it first, which it has once something scheduled is run; clients wait in the system's queue meanwhile.
     */
    private static Future<Void> close(Channel acceptor) {
        Promise<Void> closed = Promise.promise();
        acceptor.deregister().addListener(forgotten -> acceptor.eventLoop().schedule(() -> {
            // Whoever still waits in the queue would be reset.
            if (acceptor.isOpen() && acceptor.unsafe() instanceof NioUnsafe queue) {
                queue.read();
            }
            acceptor.close().addListener(done -> closed.complete());
        }, 1, TimeUnit.MILLISECONDS));
        return closed.future();
    }
}
