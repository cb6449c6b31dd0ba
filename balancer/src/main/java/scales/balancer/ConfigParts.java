package scales.balancer;

import java.util.Locale;
import java.util.function.LongSupplier;
import scales.balancer.config.BalancerConfig;
import scales.balancer.health.ProbeSettings;
import scales.balancer.node.EjectionRule;
import scales.balancer.node.PoolSettings;
import scales.balancer.proxy.Affinity;
import scales.balancer.proxy.ClientSettings;
import scales.balancer.proxy.ProxySettings;
import scales.balancer.proxy.TrustedProxies;
import scales.balancer.retry.Patience;
import scales.balancer.retry.RetryBudget;
import scales.balancer.retry.RetryRule;

/** What the parts of a balancer are told of its configuration, at its start and when that changes. */
record ConfigParts(PoolSettings pool, Affinity affinity, ProbeSettings probes, ProxySettings proxy, TrustedProxies trusted,
        TrustedProxies admins, RetryRule retries) {
    static ConfigParts of(BalancerConfig config, LongSupplier nanoClock) {
        BalancerConfig.Checks checks = config.checks();
        BalancerConfig.Timeouts timeouts = config.timeouts();
        BalancerConfig.Ejection ejection = config.ejection();
        BalancerConfig.Bodies bodies = config.bodies();
        return new ConfigParts(
                new PoolSettings(checks.rise(), checks.fall(),
                        new EjectionRule(ejection.after(), ejection.time(), ejection.most()), config.slowStart()),
                new Affinity(Affinity.Mode.valueOf(config.cookie().mode().toUpperCase(Locale.ROOT)), config.cookie().name()),
                new ProbeSettings(checks.method(), checks.path(), checks.interval(), checks.timeout()),
                new ProxySettings(config.listen().host(), config.listen().port(), timeouts.connect(), timeouts.nodeKeepAlive(),
                        patience(config), config.queue().timeout(), bodies.most(), bodies.kept(), bodies.keptAll(), bodies.keptAnswer(),
                        bodies.keptAnswers(), clients(config.clients())),
                new TrustedProxies(config.trustedProxies()),
                new TrustedProxies(config.adminNetworks()),
                new RetryRule(config.retries().attempts(), new RetryBudget(config.retries().percent() / 100.0, nanoClock)));
    }

    private static Patience patience(BalancerConfig config) {
        BalancerConfig.Checks checks = config.checks();
        return new Patience(config.timeouts().response(), config.timeouts().stall(), config.timeouts().total(),
                Patience.silence(checks.interval(), checks.timeout(), checks.fall()));
    }

    private static ClientSettings clients(BalancerConfig.Clients clients) {
        return new ClientSettings(clients.header(), clients.body(), clients.leastUpload(), clients.keepAlive(), clients.write(),
                clients.leastDownload(), clients.most(), clients.mostPerAddress(), clients.headerSize(), clients.headers());
    }
}
