package scales.balancer;

import java.util.Locale;
import java.util.function.LongSupplier;
import scales.balancer.config.BalancerConfig;
import scales.balancer.health.ProbeSettings;
import scales.balancer.proxy.Affinity;
import scales.balancer.proxy.ProxySettings;
import scales.balancer.proxy.TrustedProxies;
import scales.balancer.retry.RetryBudget;
import scales.balancer.retry.RetryRule;

/** What the parts of a balancer are told of its configuration, at its start and when that changes. */
record ConfigParts(Affinity affinity, ProbeSettings probes, ProxySettings proxy, TrustedProxies trusted, RetryRule retries) {
    static ConfigParts of(BalancerConfig config, LongSupplier nanoClock) {
        BalancerConfig.Checks checks = config.checks();
        BalancerConfig.Timeouts timeouts = config.timeouts();
        return new ConfigParts(
                new Affinity(Affinity.Mode.valueOf(config.cookie().mode().toUpperCase(Locale.ROOT)), config.cookie().name()),
                new ProbeSettings(checks.method(), checks.path(), checks.interval(), checks.timeout()),
                new ProxySettings(config.listen().host(), config.listen().port(), timeouts.connect(), timeouts.response(),
                        timeouts.idle(), config.queue().timeout(), config.bodies().most(), config.bodies().kept(),
                        config.bodies().keptAll()),
                new TrustedProxies(config.trustedProxies()),
                new RetryRule(config.retries().attempts(), new RetryBudget(config.retries().percent() / 100.0, nanoClock)));
    }
}
