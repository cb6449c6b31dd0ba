package scales.balancer.proxy;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/** Counts clients in as soon as they are accepted, though they may never say anything, and out when they are gone. Any thread. */
final class Doorman {
    /** Bytes: two records. */
    private static final int READ_ENCRYPTED = 32 * 1024;

    private final Connections connections;
    private final Acceptors acceptors;
    private final Supplier<ClientSettings> settings;
    private final ReadMemory memory;
    /** What is decrypted is elsewhere, all of what one read brought at once: so reads are small, and none is into memory for bodies. */
    private final ReadMemory encrypted = new ReadMemory(READ_ENCRYPTED, 0);

    /** @param memory for the bodies that they send */
    Doorman(Connections connections, Acceptors acceptors, Supplier<ClientSettings> settings, ReadMemory memory) {
        this.connections = connections;
        this.acceptors = acceptors;
        this.settings = settings;
        this.memory = memory;
    }

    /** @return whether there is room for it */
    boolean admits(Channel client) {
        return admits(client, memory);
    }

    /** The same for one that speaks TLS. */
    boolean admitsEncrypted(Channel client) {
        return admits(client, encrypted);
    }

    private boolean admits(Channel client, ReadMemory into) {
        if (!connections.enter(settings.get())) {
            return false;
        }
        if (!enter(client, addressOf(client))) {
            connections.leave();
            return false;
        }
        welcome(client, into);
        return true;
    }

    /** The same for one that will say for whom it comes: then {@link #enter(Channel, String)} must follow. */
    boolean admits(Channel proxy, TrustedProxies announcers) {
        if (!announcers.trusts(addressOf(proxy)) || !connections.enter(settings.get())) {
            return false;
        }
        welcome(proxy, memory);
        return true;
    }

    private void welcome(Channel client, ReadMemory into) {
        acceptors.accepting(client.parent());
        client.closeFuture().addListener(gone -> connections.leave());
        Wire.prepare(client, into);
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
