package scales.balancer;

import io.vertx.core.Vertx;
import java.security.Security;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import scales.balancer.config.BalancerConfig;
import scales.balancer.config.ConfigReader;
import scales.balancer.config.ConfigSource;
import scales.balancer.config.Judgement;
import scales.balancer.proxy.ProxyTransport;
import scales.balancer.strategy.Strategies;

/** Starts a balancer from the command line. Exit status: 0 stopped as told, 1 could not start or not stop in time, 2 wrong options. */
public final class Main {
    private static final long HALT_AFTER_SECONDS = 5;

    private Main() {}

    public static void main(String[] arguments) {
        ConfigReader reader = new ConfigReader(System.getenv(), Strategies::problem);
        Judgement judgement = reader.read(arguments);
        if (judgement.text() != null) {
            System.out.println(judgement.text());
            return;
        }
        if (!judgement.problems().isEmpty()) {
            judgement.problems().forEach(problem -> System.err.println("balancer: " + problem));
            System.exit(2);
        }
        // Before the first logger exists, or it is ignored.
        System.setProperty("logback.configurationFile", "balancer-logback.xml");
        System.setProperty("scales.log", judgement.log());
        // Names of nodes are looked up every few seconds; the default of 30 would make that useless.
        Security.setProperty("networkaddress.cache.ttl", "2");
        run(judgement, reader.source(arguments));
    }

    private static void run(Judgement judgement, Optional<ConfigSource> source) {
        BalancerConfig config = judgement.config();
        Vertx vertx = ProxyTransport.vertx();
        Balancer.start(vertx, config)
                .onSuccess(balancer -> {
                    stopOnSignal(balancer);
                    source.ifPresent(file -> balancer.follow(file, judgement));
                    LoggerFactory.getLogger(Main.class).info(
                            "Clients on http://{}:{}, page and admin on http://{}:{}, command line on {}:{}",
                            config.listen().host(), balancer.port(), config.listen().adminHost(), balancer.adminPort(),
                            config.listen().adminHost(), balancer.cliPort());
                    if (balancer.tlsPort() >= 0) {
                        LoggerFactory.getLogger(Main.class).info("HTTPS on port {}", balancer.tlsPort());
                    }
                    if (balancer.proxyProtocolPort() >= 0) {
                        LoggerFactory.getLogger(Main.class).info("PROXY protocol on port {}", balancer.proxyProtocolPort());
                    }
                })
                .onFailure(cause -> {
                    System.err.println("balancer: cannot start: " + cause.getMessage());
                    System.exit(1);
                });
    }

    private static void stopOnSignal(Balancer balancer) {
        Thread stopping = new Thread(() -> {
            BalancerConfig config = balancer.configuration();
            long seconds = config.timeouts().stopDelay().plus(config.timeouts().stop()).toSeconds() + HALT_AFTER_SECONDS;
            int status = 0;
            try {
                // Not Vert.x as well: it waits for ever for a connection that came when the last listener had just gone.
                balancer.shutdown().await(seconds, TimeUnit.SECONDS);
            } catch (Exception late) {
                System.err.println("balancer: did not stop in time");
                status = 1;
            }
            // A JVM that a signal ended says 143 even for a stop that went well.
            Runtime.getRuntime().halt(status);
        }, "stop");
        Runtime.getRuntime().addShutdownHook(stopping);
    }
}
