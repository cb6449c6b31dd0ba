package scales.balancer.admin.cli;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import scales.balancer.admin.Audit;
import scales.balancer.admin.Loopback;
import scales.balancer.admin.Operations;

/** Listens on 9999. Its handlers run on the context that starts it, which must be the control context. */
public final class CommandLineServer {
    private static final int MOST_SESSIONS = 64;

    private final Vertx vertx;
    private final CommandLineSettings settings;
    private final Commands commands;
    private final NetServer server;
    private int sessions;

    public CommandLineServer(Vertx vertx, CommandLineSettings settings, Operations operations, Audit audit) {
        this.vertx = vertx;
        this.settings = settings;
        this.commands = new Commands(operations, audit,
                Loopback.is(settings.host()) ? "loopback" : settings.changesForAll() ? "--cli-admin" : null);
        this.server = vertx.createNetServer().connectHandler(this::connected);
    }

    private void connected(NetSocket socket) {
        if (sessions >= MOST_SESSIONS) {
            socket.write("There are " + MOST_SESSIONS + " sessions already.\n\n");
            socket.end();
            return;
        }
        sessions++;
        new Session(vertx, socket, commands).start(() -> sessions--);
    }

    /** @return the port it listens on */
    public Future<Integer> start() {
        return server.listen(settings.port(), settings.host()).map(NetServer::actualPort);
    }

    public Future<Void> stop() {
        return server.close();
    }
}
