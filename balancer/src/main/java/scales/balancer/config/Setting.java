package scales.balancer.config;

import static scales.balancer.config.Setting.Taken.AT_START;
import static scales.balancer.config.Setting.Taken.LIVE;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * One option as a changed configuration file sees it.
 *
 * @param option its name, and of what it is only a part, that part
 * @param taken when a new value counts
 * @param value what is compared; equal values are no change
 */
record Setting(String option, Taken taken, Function<Judgement, Object> value) {
    /** When a new value counts. */
    enum Taken {
        /** At once, for what begins from then on. */
        LIVE,
        /** When the balancer is started again. */
        AT_START
    }

    /** The value of what has no effect as things are: no change, whatever it is otherwise. */
    private static final Object NOWHERE = new Object();

    /** Every option that has a value, but for {@code --config} and {@code --node}, whose entries are compared one by one. */
    static final List<Setting> ALL = List.of(
            of("--host", AT_START, config -> config.listen().host()),
            of("--port", AT_START, config -> config.listen().port()),
            // The files themselves are followed.
            of("--tls-certificate", AT_START, config -> config.tls().certificate()),
            of("--tls-key", AT_START, config -> config.tls().key()),
            of("--tls-port", AT_START, config -> config.tls().port()),
            of("--proxy-protocol", AT_START, config -> config.proxyProtocol().from()),
            of("--proxy-protocol-port", AT_START, config -> config.proxyProtocol().port()),
            of("--admin-host", AT_START, config -> config.listen().adminHost()),
            of("--admin-host-name", AT_START, config -> config.listen().adminNames()),
            of("--admin-port", AT_START, config -> config.listen().adminPort()),
            of("--cli-port", AT_START, config -> config.listen().cliPort()),
            of("--cli-admin", AT_START, config -> config.listen().cliAdmin()),
            of("--admin-token-file", AT_START, BalancerConfig::adminToken),
            of("--event-loops", AT_START, config -> config.listen().eventLoops()),
            of("--access-log", AT_START, config -> config.accessLog().format()),
            of("--access-log-file", AT_START, config -> config.accessLog().file()),
            new Setting("--log", AT_START, Judgement::log),
            of("--strategy", LIVE, BalancerConfig::strategy),
            of("--cookie", LIVE, config -> config.cookie().name()),
            of("--cookie-mode", LIVE, config -> config.cookie().mode()),
            of("--trusted-proxy", LIVE, BalancerConfig::trustedProxies),
            of("--admin-network", LIVE, BalancerConfig::adminNetworks),
            of("--check-method", LIVE, config -> config.checks().method()),
            of("--check-path", LIVE, config -> config.checks().path()),
            of("--check-interval", LIVE, config -> config.checks().interval()),
            of("--check-timeout", LIVE, config -> config.checks().timeout()),
            of("--check-fall", LIVE, config -> config.checks().fall()),
            of("--check-rise", LIVE, config -> config.checks().rise()),
            of("--connect-timeout", LIVE, config -> config.timeouts().connect()),
            of("--node-keep-alive", AT_START, config -> config.timeouts().nodeKeepAlive()),
            of("--response-timeout", LIVE, config -> config.timeouts().response()),
            of("--stall-timeout", LIVE, config -> config.timeouts().stall()),
            of("--total-timeout", LIVE, config -> config.timeouts().total()),
            of("--header-timeout", LIVE, config -> config.clients().header()),
            // The listeners time these by themselves, where there are any.
            of("--header-timeout for TLS handshakes and PROXY headers", AT_START, config ->
                    config.tls().certificate() == null && config.proxyProtocol().from().isEmpty() ? NOWHERE : config.clients().header()),
            of("--body-timeout", LIVE, config -> config.clients().body()),
            of("--least-upload-rate", LIVE, config -> config.clients().leastUpload()),
            of("--keep-alive-timeout", LIVE, config -> config.clients().keepAlive()),
            of("--write-timeout", LIVE, config -> config.clients().write()),
            of("--least-download-rate", LIVE, config -> config.clients().leastDownload()),
            of("--max-connections", LIVE, config -> config.clients().most()),
            of("--max-connections-per-address", LIVE, config -> config.clients().mostPerAddress()),
            // The listeners have it from their start.
            of("--max-header-size", AT_START, config -> config.clients().headerSize()),
            of("--max-headers", LIVE, config -> config.clients().headers()),
            of("--stop-delay", LIVE, config -> config.timeouts().stopDelay()),
            of("--stop-timeout", LIVE, config -> config.timeouts().stop()),
            of("--max-body", LIVE, config -> config.bodies().most()),
            of("--keep-body", LIVE, config -> config.bodies().kept()),
            of("--keep-bodies", LIVE, config -> config.bodies().keptAll()),
            of("--keep-answer", LIVE, config -> config.bodies().keptAnswer()),
            of("--keep-answers", LIVE, config -> config.bodies().keptAnswers()),
            of("--queue", LIVE, config -> config.queue().length()),
            of("--queue-timeout", LIVE, config -> config.queue().timeout()),
            of("--sticky-full", LIVE, config -> config.queue().heldWait()),
            of("--attempts", LIVE, config -> config.retries().attempts()),
            of("--retry-percent", LIVE, config -> config.retries().percent()),
            of("--eject-after", LIVE, config -> config.ejection().after()),
            of("--eject-time", LIVE, config -> config.ejection().time()),
            of("--eject-most", LIVE, config -> config.ejection().most()),
            of("--slow-start", LIVE, BalancerConfig::slowStart));

    private static Setting of(String option, Taken taken, Function<BalancerConfig, Object> value) {
        return new Setting(option, taken, judgement -> value.apply(judgement.config()));
    }

    boolean differs(Judgement one, Judgement other) {
        Object before = value.apply(one);
        Object after = value.apply(other);
        return before != NOWHERE && after != NOWHERE && !Objects.equals(before, after);
    }
}
