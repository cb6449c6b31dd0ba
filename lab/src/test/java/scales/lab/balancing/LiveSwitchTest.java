package scales.lab.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scales.balancer.strategy.Strategies;
import scales.lab.Visitor;
import scales.lab.Visitor.Page;
import scales.lab.up.TestCluster;

/** Strategies change while requests run. */
class LiveSwitchTest {
    private static final int VISITORS = 4;
    private static final int PAGES_UNDER_EACH = 40;

    private final AtomicBoolean enough = new AtomicBoolean();
    private TestCluster cluster;

    @BeforeEach
    void start() {
        cluster = TestCluster.start(3, "--strategy", "sticky-cookie");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void sticky_clients_keep_their_sessions_whatever_lies_under_the_cookie() {
        List<ConcurrentLinkedQueue<Page>> seen = visitWhile(
                Strategies.all().stream().map(entry -> "sticky-cookie+" + entry.name()));

        for (ConcurrentLinkedQueue<Page> pages : seen) {
            String tag = pages.peek().tag();
            int views = 0;
            for (Page page : pages) {
                assertThat(page).isEqualTo(new Page(200, tag, ++views));
            }
        }
    }

    @Test
    void no_request_and_no_counter_is_lost() {
        List<ConcurrentLinkedQueue<Page>> seen = visitWhile(
                Strategies.all().stream().flatMap(entry -> Stream.of(entry.name(), "sticky-cookie")));

        assertThat(seen.stream().flatMap(ConcurrentLinkedQueue::stream)).allMatch(page -> page.status() == 200);
        int answered = seen.stream().mapToInt(ConcurrentLinkedQueue::size).sum();
        JsonObject stats = cluster.admin("GET", "/admin/stats", null);
        assertThat(stats.getJsonObject("total").getInteger("2xx")).isEqualTo(answered);
        int ofNodes = stats.getJsonObject("nodes").stream()
                .mapToInt(node -> ((JsonObject) node.getValue()).getInteger("2xx")).sum();
        assertThat(ofNodes).isEqualTo(answered);
    }

    /** @return what each visitor saw, while the strategies were set one after the other */
    private List<ConcurrentLinkedQueue<Page>> visitWhile(Stream<String> strategies) {
        List<ConcurrentLinkedQueue<Page>> seen = new ArrayList<>();
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (int i = 0; i < VISITORS; i++) {
            ConcurrentLinkedQueue<Page> pages = new ConcurrentLinkedQueue<>();
            seen.add(pages);
            running.add(visit(new Visitor(cluster), pages));
        }
        strategies.forEach(strategy -> {
            cluster.strategy(strategy);
            int before = pages(seen);
            TestCluster.until("pages under " + strategy, () -> pages(seen) - before >= PAGES_UNDER_EACH);
        });
        enough.set(true);
        running.forEach(TestCluster::join);
        return seen;
    }

    private static int pages(List<ConcurrentLinkedQueue<Page>> seen) {
        return seen.stream().mapToInt(ConcurrentLinkedQueue::size).sum();
    }

    private CompletableFuture<Void> visit(Visitor visitor, ConcurrentLinkedQueue<Page> pages) {
        return visitor.visitLater().thenComposeAsync(page -> {
            pages.add(page);
            return enough.get() ? CompletableFuture.completedFuture(null) : visit(visitor, pages);
        });
    }
}
