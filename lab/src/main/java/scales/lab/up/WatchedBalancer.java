package scales.lab.up;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import scales.balancer.Balancer;
import scales.balancer.config.ConfigReader;
import scales.balancer.config.Judgement;
import scales.balancer.proxy.ProxyTransport;
import scales.balancer.strategy.Strategies;

/**
 * A balancer that tells, when it is asked on its standard input, how much memory it holds. A process of its own, so that neither
 * the memory nor the connections of clients are counted. It ends with its input.
 */
public final class WatchedBalancer {
    /** The second collection takes what finalization and reference queues of the first let go. */
    private static final int COLLECTIONS = 2;

    private WatchedBalancer() {}

    public static void main(String[] options) throws IOException {
        System.setProperty("logback.configurationFile", "balancer-logback.xml");
        System.setProperty("scales.log", "text");
        Judgement judgement = new ConfigReader(Map.of(), Strategies::problem).read(options);
        judgement.problems().forEach(System.out::println);
        try (BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            Balancer balancer = Balancer.start(ProxyTransport.vertx(), judgement.config()).await();
            reply(balancer.port() + " " + balancer.adminPort());
            while (questions.readLine() != null) {
                reply(memory());
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private static void reply(String text) {
        System.out.println(Child.REPLY + text);
    }

    private static String memory() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
        return heap + " " + direct + " " + ManagementFactory.getThreadMXBean().getThreadCount();
    }
}
