package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scales.balancer.Cluster;

/**
 * Thousands of connections that do nothing, or next to nothing. How many: {@code -Dscales.crowd=9000 -Dscales.test.log=info}, fewer where the
 * process may not have so many files open (each connection takes two, as both its ends are here).
 */
class CrowdTest {
    private static final Logger LOG = LoggerFactory.getLogger(CrowdTest.class);
    private static final int SPARE_FILES = 1_000;
    private static final int PER_ADDRESS = 5_000;
    private static final int AT_ONCE = 100;
    private static final long MOST_BYTES_EACH = 40 * 1024;

    private final Vertx crowd = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Cluster cluster = new Cluster();
    /** Held on to: a client that nobody holds is closed with its connections. */
    private final List<NetClient> clients = new ArrayList<>();
    private final List<NetSocket> sockets = new ArrayList<>();

    @AfterEach
    void stop() {
        crowd.close().await();
        cluster.close();
    }

    private static int size() {
        long files = ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getMaxFileDescriptorCount();
        int wanted = Integer.getInteger("scales.crowd", 2_400);
        int possible = (int) Math.min(wanted, (files - SPARE_FILES) / 2);
        if (possible < wanted) {
            LOG.warn("{} connections rather than {}: only {} files may be open", possible, wanted, files);
        }
        return possible / 3 * 3;
    }

    /** What each third says at first; what follows is dripped byte by byte. */
    private static String opening(int number) {
        return switch (number % 3) {
            case 0 -> "";
            case 1 -> "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ";
            default -> "POST /resize HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n";
        };
    }

    private void connect(int size) throws Exception {
        for (int from = 0; from < size; from += AT_ONCE) {
            NetClient client = crowd.createNetClient(new NetClientOptions().setLocalAddress("127.0.0." + (2 + from / PER_ADDRESS)));
            clients.add(client);
            List<Future<NetSocket>> connecting = new ArrayList<>();
            for (int i = from; i < Math.min(size, from + AT_ONCE); i++) {
                int number = i;
                connecting.add(client.connect(cluster.port(), "127.0.0.1").onSuccess(socket -> {
                    socket.exceptionHandler(cut -> {});
                    socket.write(opening(number));
                }));
            }
            Future.all(connecting).await(20, TimeUnit.SECONDS);
            connecting.forEach(connected -> sockets.add(connected.result()));
        }
    }

    /** A byte a second from each, a tenth of them at a time. */
    private void drip() {
        AtomicInteger tenth = new AtomicInteger();
        crowd.setPeriodic(100, tick -> {
            for (int i = tenth.getAndIncrement() % 10; i < sockets.size(); i += 10) {
                if (i % 3 != 0) {
                    sockets.get(i).write("y");
                }
            }
        });
    }

    private JsonObject stats() throws Exception {
        return new JsonObject(cluster.admin("GET", "/admin/stats", null).body());
    }

    private int connections() throws Exception {
        return stats().getJsonObject("connections").getInteger("current");
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Microseconds, sorted. */
    private long[] latencies(int count) throws Exception {
        long[] micros = new long[count];
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            assertThat(cluster.get("/").body()).isEqualTo("ok");
            micros[i] = (System.nanoTime() - start) / 1_000;
        }
        Arrays.sort(micros);
        return micros;
    }

    @Test
    void a_crowd_that_does_nothing_costs_little_memory_keeps_nobody_waiting_and_is_sent_away() throws Exception {
        int size = size();
        // Hardly anybody is cut before everybody is there, unless the machine is very busy.
        String timeout = 6 + size / 1_000 + "s";
        cluster.with("--header-timeout", timeout, "--body-timeout", timeout, "--max-connections", "20000")
                .node("s1", request -> request.response().end("ok")).start();
        long[] alone = latencies(200);
        long before = heap();

        connect(size);
        drip();
        Eventually.within(Duration.ofSeconds(5), () -> assertThat(stats().getJsonObject("connections").getInteger("total")).isGreaterThanOrEqualTo(size));
        int there = connections();
        long bytesEach = (heap() - before) / size;
        long[] amid = latencies(200);

        assertThat(bytesEach).isLessThan(MOST_BYTES_EACH);
        // Of the machine's load the higher percentiles say more than of the crowd.
        assertThat(amid[100]).as("median, microseconds").isLessThan(100_000);
        assertThat(cluster.node("s1").getInteger("inFlight")).isZero();
        Eventually.within(Duration.ofSeconds(30), () -> assertThat(connections()).as("all but our own").isLessThanOrEqualTo(1));
        JsonObject total = stats().getJsonObject("total");
        assertThat(total.getInteger("4xx")).isEqualTo(size / 3 * 2);
        assertThat(total.getInteger("current")).isZero();
        LOG.info("{} connections of {}: {} bytes of heap each with both ends, latency {} and {} us amid them (p50, p99), {} and {} before",
                there, size, bytesEach, amid[100], amid[198], alone[100], alone[198]);
    }
}
