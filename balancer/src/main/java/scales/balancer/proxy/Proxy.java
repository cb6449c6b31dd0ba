package scales.balancer.proxy;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import scales.balancer.decisions.Decisions;
import scales.balancer.node.Pool;
import scales.balancer.retry.RetryRule;
import scales.balancer.strategy.Placement;
import scales.balancer.strategy.StrategySwitch;

/** Where clients come in: one set of listeners per event loop, each with its own client, so that an exchange stays on one loop. */
public final class Proxy {
    /** Bytes read at once, at most: large bodies are dear in small pieces. */
    private static final int READ_AT_ONCE = 256 * 1024;

    private final Vertx vertx;
    private final Pool pool;
    private final Placement placement;
    private final StrategySwitch strategies;
    private final AffinitySwitch affinity;
    private final ProxyObserver observer;
    private final Decisions decisions;
    private final LongSupplier nanoClock;
    private final BodyMemory bodyMemory;
    private final BodyMemory arrivalMemory;
    private final BodyMemory answerMemory;
    private final ReadMemory readMemory;
    private final Acceptors acceptors = new Acceptors();
    private final Doorman doorman;
    private final AtomicBoolean leaving = new AtomicBoolean();
    private final List<ProxyVerticle> loops = new CopyOnWriteArrayList<>();
    private volatile ProxySettings settings;
    private volatile TrustedProxies trusted;
    private volatile TrustedProxies admins;
    private volatile RetryRule retries;

    public Proxy(Vertx vertx, ProxySettings settings, Pool pool, Placement placement, StrategySwitch strategies, AffinitySwitch affinity,
            TrustedProxies trusted, TrustedProxies admins, RetryRule retries, ProxyObserver observer, Decisions decisions,
            LongSupplier nanoClock) {
        this.vertx = vertx;
        this.settings = settings;
        this.pool = pool;
        this.placement = placement;
        this.strategies = strategies;
        this.affinity = affinity;
        this.trusted = trusted;
        this.admins = admins;
        this.retries = retries;
        this.observer = observer;
        this.decisions = decisions;
        this.nanoClock = nanoClock;
        long eighth = Runtime.getRuntime().maxMemory() / 8;
        this.bodyMemory = new BodyMemory(settings.keptBodies());
        this.arrivalMemory = new BodyMemory(eighth);
        this.answerMemory = new BodyMemory(settings.keptAnswers());
        this.readMemory = new ReadMemory(READ_AT_ONCE, eighth);
        this.doorman = new Doorman(new Connections(nanoClock), acceptors, () -> this.settings.clients(), readMemory);
    }

    public Future<Ports> start(Doors doors, int eventLoops) {
        Ports ports;
        try {
            ports = choose(doors);
            guard(ports, doors);
        } catch (IOException none) {
            return Future.failedFuture(none);
        }
        // The first has the sockets, which the others share.
        return deploy(ports, doors).compose(first -> {
            List<Future<String>> others = new ArrayList<>();
            for (int i = 1; i < eventLoops; i++) {
                others.add(deploy(ports, doors));
            }
            return Future.all(others).map(ports);
        });
    }

    private void guard(Ports ports, Doors doors) throws UnknownHostException {
        ProxyTransport transport = ProxyTransport.of(vertx);
        transport.judge(settings.host(), ports.plain(), doorman::admits);
        if (doors.tls() != null) {
            transport.judge(settings.host(), ports.tls(), doorman::admitsEncrypted);
        }
        if (doors.proxyProtocol() != null) {
            transport.judge(settings.host(), ports.proxyProtocol(), proxy -> doorman.admits(proxy, doors.proxyProtocol().from()));
        }
    }

    private Future<String> deploy(Ports ports, Doors doors) {
        ProxyVerticle loop = new ProxyVerticle(this, ports, doors);
        loops.add(loop);
        Deployable deployable = loop;
        return vertx.deployVerticle(deployable, new DeploymentOptions());
    }

    /** None that is free is let go before all are found: the system might give it again. */
    private Ports choose(Doors doors) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            return new Ports(shared(settings.port(), held),
                    doors.tls() == null ? -1 : shared(doors.tls().port(), held),
                    doors.proxyProtocol() == null ? -1 : shared(doors.proxyProtocol().port(), held));
        } finally {
            for (ServerSocket each : held) {
                each.close();
            }
        }
    }

    /** Vert.x gives every listener on port 0 one of its own, but these must share. */
    private int shared(int port, List<ServerSocket> held) throws IOException {
        if (port != 0) {
            return port;
        }
        ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(settings.host()));
        held.add(free);
        return free.getLocalPort();
    }

    /** For TLS connections from now on; those that are there keep what they have. */
    public Future<?> certify(KeyCertOptions certificate) {
        return Future.join(loops.stream().map(loop -> loop.certify(certificate)).toList());
    }

    /** For exchanges that begin from now on; those under way keep what they began with. Host and port stay. */
    public void change(ProxySettings newSettings, TrustedProxies newTrusted, TrustedProxies newAdmins, RetryRule newRetries) {
        settings = newSettings;
        trusted = newTrusted;
        admins = newAdmins;
        retries = newRetries;
        bodyMemory.resize(newSettings.keptBodies());
        answerMemory.resize(newSettings.keptAnswers());
        loops.forEach(ProxyVerticle::changed);
    }

    Surroundings surroundings(NodeConnections nodes, Watchdog watchdog) {
        return new Surroundings(vertx, settings, pool, placement, strategies, affinity, trusted, retries, bodyMemory, arrivalMemory, answerMemory,
                observer, decisions, admins, nanoClock, nodes, watchdog, leaving);
    }

    Watchdog watchdog() {
        return new Watchdog(vertx, nanoClock);
    }

    ReadMemory readMemory() {
        return readMemory;
    }

    Doorman doorman() {
        return doorman;
    }

    /** The rule at work, with what its budget has saved. */
    public RetryRule retries() {
        return retries;
    }

    ProxySettings settings() {
        return settings;
    }

    /** From now on every answer says that it is the last on its connection, so that clients turn away by themselves. */
    public void leave() {
        leaving.set(true);
    }

    /** Takes no new connection, serves those that are there, finishes what runs, for so long at most. */
    public Future<Void> stop(long graceMillis) {
        long end = nanoClock.getAsLong() + TimeUnit.MILLISECONDS.toNanos(graceMillis);
        return acceptors.close()
                .compose(closed -> Future.join(loops.stream().map(loop -> loop.onLoop(() -> loop.quiet(end - nanoClock.getAsLong()))).toList()))
                .compose(quiet -> shutdown(Math.max(0, end - nanoClock.getAsLong())));
    }

    private Future<Void> shutdown(long nanos) {
        // The one that has the socket comes last, and on its own loop: where nobody ever connected, it is open until now, and who
        // comes after the last listener went, and before the socket closes, is lost.
        List<ProxyVerticle> lastFirst = new ArrayList<>(loops);
        Collections.reverse(lastFirst);
        return loops.get(0).onLoop(() ->
                Future.join(lastFirst.stream().map(loop -> loop.shutdown(nanos, TimeUnit.NANOSECONDS)).toList()).mapEmpty());
    }
}
