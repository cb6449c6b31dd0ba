package scales.balancer;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VerticleBase;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scales.balancer.accesslog.AccessLog;
import scales.balancer.accesslog.Format;
import scales.balancer.admin.Audit;
import scales.balancer.admin.Operations;
import scales.balancer.admin.cli.CommandLineServer;
import scales.balancer.admin.cli.CommandLineSettings;
import scales.balancer.admin.http.AdminServer;
import scales.balancer.admin.http.AdminSettings;
import scales.balancer.config.BalancerConfig;
import scales.balancer.config.ConfigSource;
import scales.balancer.config.Judgement;
import scales.balancer.config.NodeEntry;
import scales.balancer.config.Version;
import scales.balancer.decisions.Decisions;
import scales.balancer.decisions.RequestIds;
import scales.balancer.health.Names;
import scales.balancer.health.Prober;
import scales.balancer.node.Address;
import scales.balancer.node.Change;
import scales.balancer.node.Origin;
import scales.balancer.node.Pool;
import scales.balancer.node.Snapshot;
import scales.balancer.proxy.AffinitySwitch;
import scales.balancer.proxy.Doors;
import scales.balancer.proxy.Ports;
import scales.balancer.proxy.Proxy;
import scales.balancer.proxy.TrustedProxies;
import scales.balancer.stats.Events;
import scales.balancer.stats.Metrics;
import scales.balancer.stats.StatsBook;
import scales.balancer.strategy.Placement;
import scales.balancer.strategy.StrategySwitch;
import scales.balancer.strategy.Tools;

/**
 * The composition root: constructs everything, in the order of dependence. Its context is the control context, the only one
 * that writes the pool.
 */
public final class Balancer extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(Balancer.class);
    private static final long TICK_MILLIS = 250;

    private final LongSupplier nanoClock;
    private volatile BalancerConfig config;
    private Pool pool;
    private Placement placement;
    private Operations operations;
    private AccessLog accessLog;
    private Metrics metrics;
    private Proxy proxy;
    private Prober prober;
    private Names names;
    private AdminServer admin;
    private CommandLineServer commandLine;
    private ConfigWatch watch;
    private CertificateWatch certificates;
    private Ports ports;
    private int adminPort;
    private int cliPort;

    private Balancer(BalancerConfig config, LongSupplier nanoClock) {
        this.config = config;
        this.nanoClock = nanoClock;
    }

    /** @return the balancer, listening; fails when a port cannot be had */
    public static Future<Balancer> start(Vertx vertx, BalancerConfig config) {
        return start(vertx, config, System::nanoTime);
    }

    /** @param nanoClock as {@link System#nanoTime} */
    static Future<Balancer> start(Vertx vertx, BalancerConfig config, LongSupplier nanoClock) {
        Balancer balancer = new Balancer(config, nanoClock);
        return vertx.deployVerticle((Deployable) balancer).map(balancer);
    }

    @Override
    public Future<?> start() {
        StatsBook stats = new StatsBook(nanoClock, System::currentTimeMillis);
        Events events = new Events(System::currentTimeMillis);
        String run = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 41), Character.MAX_RADIX);
        Decisions decisions = new Decisions(new RequestIds(run), System::currentTimeMillis);
        ConfigParts parts = ConfigParts.of(config, nanoClock);
        pool = new Pool(parts.pool(), nanoClock);
        StrategySwitch strategies =
                new StrategySwitch(config.strategy(), new Tools(nanoClock, ThreadLocalRandom::current));
        AffinitySwitch affinity = new AffinitySwitch(parts.affinity());
        placement = new Placement(pool, config.queue().length(), config.queue().heldWait());
        operations = new Operations(pool, placement, strategies, affinity, stats, events, decisions, nanoClock);
        pool.listen(this::record);
        for (NodeEntry entry : config.nodes()) {
            pool.join(entry.id(), Address.parse(entry.address()), entry.weight(), entry.limit(), Origin.STATIC);
        }
        pool.running();
        prober = new Prober(vertx, pool, parts.probes(), (id, check) -> {
            stats.checked(id, check);
            pool.checked(id, check);
        });
        accessLog = new AccessLog(Format.valueOf(config.accessLog().format().toUpperCase(Locale.ROOT)), config.accessLog().file(),
                nanoClock, System::currentTimeMillis);
        metrics = new Metrics(Version.text(), stats, operations::nodes, operations::waiting, accessLog::dropped);
        Bookkeeping bookkeeping = new Bookkeeping(stats, accessLog, (id, failure) -> onControl(() -> pool.failed(id, failure.text())));
        pool.listen((change, now) -> placement.serve());
        proxy = new Proxy(vertx, parts.proxy(), pool, placement, strategies, affinity, parts.trusted(), parts.admins(),
                parts.retries(), bookkeeping, decisions, nanoClock);
        Audit audit = new Audit(operations, events, nanoClock);
        admin = new AdminServer(vertx, new AdminSettings(config.listen().adminHost(), config.listen().adminPort(),
                config.listen().adminNames(), config.adminToken()), operations, metrics, audit);
        commandLine = new CommandLineServer(vertx, new CommandLineSettings(
                config.listen().adminHost(), config.listen().cliPort(), config.listen().cliAdmin()), operations, audit);

        prober.start();
        names = new Names(vertx, pool, pool::resolved);
        names.start();
        vertx.setPeriodic(TICK_MILLIS, tick -> {
            pool.tick();
            pool.expire(nanoClock.getAsLong());
            operations.draining().endOverdue();
        });
        LOG.info("Strategy is {}.{}", strategies.current().name(),
                Operations.cautionAbout(strategies.current(), operations.nodes()));
        return admin.start()
                .onSuccess(listening -> adminPort = listening)
                .compose(listening -> commandLine.start())
                .onSuccess(listening -> cliPort = listening)
                .compose(listening -> startProxy())
                .onSuccess(listening -> ports = listening);
    }

    @Override
    public Future<?> stop() {
        metrics.close();
        return vertx.executeBlocking(() -> {
            accessLog.close();
            return null;
        });
    }

    private Future<Ports> startProxy() {
        BalancerConfig.ProxyProtocol announced = config.proxyProtocol();
        Doors.ProxyProtocol door = announced.from().isEmpty() ? null
                : new Doors.ProxyProtocol(announced.port(), new TrustedProxies(announced.from()));
        if (config.tls().certificate() == null) {
            return proxy.start(new Doors(null, door), config.listen().eventLoops());
        }
        certificates = new CertificateWatch(vertx, config.tls().certificate(), config.tls().key(), proxy::certify);
        return certificates.start()
                .compose(first -> proxy.start(new Doors(new Doors.Tls(config.tls().port(), first), door), config.listen().eventLoops()));
    }

    private void onControl(Runnable task) {
        context.runOnContext(run -> task.run());
    }

    private void record(Change change, Snapshot now) {
        LOG.info(change.text());
        operations.events().add(change.kind().name().toLowerCase(Locale.ROOT), change.nodeId(), change.text());
        if (change.kind() == Change.Kind.HEALTH && now.find(change.nodeId()) != null) {
            operations.stats().turned(change.nodeId(), now.find(change.nodeId()).health().isUp());
        }
        if (change.kind() == Change.Kind.ADMIN || change.kind() == Change.Kind.EJECTION) {
            operations.stats().stateChanged(change.nodeId());
        }
        operations.stats().poolTurned(!now.open().isEmpty());
        if (change.kind() == Change.Kind.MEMBERSHIP) {
            operations.forgetOthers();
        }
    }

    /**
     * Follows the configuration's file from now on.
     *
     * @param started what this balancer was started with
     */
    public void follow(ConfigSource source, Judgement started) {
        onControl(() -> {
            LiveParts parts = new LiveParts(pool, operations, placement, prober, proxy, new Retirement(vertx, pool));
            Reload reload = new Reload(vertx, source, started, parts, operations.events(), nanoClock, applied -> config = applied);
            watch = new ConfigWatch(vertx, source.file(), reload::changed);
            watch.start();
        });
    }

    /** What is applied now. */
    public BalancerConfig configuration() {
        return config;
    }

    /** Where clients come. */
    public int port() {
        return ports.plain();
    }

    /** Where they come with TLS, or -1. */
    public int tlsPort() {
        return ports.tls();
    }

    /** Where proxies come that announce their clients, or -1. */
    public int proxyProtocolPort() {
        return ports.proxyProtocol();
    }

    /** Where page and admin API are. */
    public int adminPort() {
        return adminPort;
    }

    /** Where the command line is. */
    public int cliPort() {
        return cliPort;
    }

    /** Sends clients away while it serves on for a moment, then takes no new connection, finishes what runs, and undeploys. */
    public Future<Void> shutdown() {
        BalancerConfig.Timeouts timeouts = config.timeouts();
        onControl(operations::leave);
        proxy.leave();
        // Not in stop(): by then Vert.x has closed the listeners of the event loops, with whatever they were doing.
        Future<?> away = timeouts.stopDelay().isZero() ? Future.succeededFuture() : vertx.timer(timeouts.stopDelay().toMillis());
        return away.compose(over -> proxy.stop(timeouts.stop().toMillis()))
                .onComplete(done -> onControl(() -> {
                    prober.stop();
                    names.stop();
                    if (watch != null) {
                        watch.stop();
                    }
                    if (certificates != null) {
                        certificates.stop();
                    }
                }))
                .eventually(admin::stop)
                .eventually(commandLine::stop)
                .eventually(() -> vertx.undeploy(context.deploymentID()));
    }
}
