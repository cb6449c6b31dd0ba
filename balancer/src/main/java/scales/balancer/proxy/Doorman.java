package scales.balancer.proxy;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/** Counts clients in as soon as they are accepted, though they may never say anything, and out when they are gone. Any thread. */
final class Doorman {
    private final Connections connections;
    private final Acceptors acceptors;
    private final Supplier<ClientSettings> settings;
    private final ReadMemory memory;

    /** @param memory for the bodies that they send */
    Doorman(Connections connections, Acceptors acceptors, Supplier<ClientSettings> settings, ReadMemory memory) {
        this.connections = connections;
        this.acceptors = acceptors;
        this.settings = settings;
        this.memory = memory;
    }

    /** @return whether there is room for it */
    boolean admits(Channel client) {
        if (!connections.enter(settings.get())) {
            return false;
        }
        if (!enter(client, addressOf(client))) {
            connections.leave();
            return false;
        }
        welcome(client);
        return true;
    }

    /** The same for one that will say for whom it comes: then {@link #enter(Channel, String)} must follow. */
    boolean admits(Channel proxy, TrustedProxies announcers) {
        if (!announcers.trusts(addressOf(proxy)) || !connections.enter(settings.get())) {
            return false;
        }
        welcome(proxy);
        return true;
    }

    private void welcome(Channel client) {
        acceptors.accepting(client.parent());
        client.closeFuture().addListener(gone -> connections.leave());
        Wire.prepare(client, memory);
    }

    /** @return whether there is room for one more of its address */
    boolean enter(Channel client, String address) {
        if (!connections.enter(address, settings.get())) {
            return false;
        }
        client.closeFuture().addListener(gone -> connections.leave(address));
        return true;
    }

    private static String addressOf(Channel client) {
        return ((InetSocketAddress) client.remoteAddress()).getAddress().getHostAddress();
    }
}
