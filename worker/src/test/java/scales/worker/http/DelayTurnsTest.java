package scales.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scales.worker.TestWorker;
import scales.worker.slots.Gone;

class DelayTurnsTest {
    private static final Future<Void> STAYS = Promise.<Void>promise().future();

    private final Vertx vertx = Vertx.vertx();
    private final Delay delay = new Delay(vertx);
    private final List<Integer> done = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        TestWorker.await(vertx.close());
    }

    @Test
    void a_client_that_leaves_while_it_waits_for_its_turn_gives_it_up() {
        Promise<Void> leaves = Promise.promise();
        List<Future<Boolean>> answers = onEventLoop(() -> {
            delay.set(20, true);
            var all = List.of(request(1, STAYS), request(2, leaves.future()), request(3, STAYS));
            leaves.complete();
            return all;
        });

        TestWorker.await(answers.get(2));

        assertThat(answers.get(1).cause()).isInstanceOf(Gone.class);
        assertThat(done).containsExactly(1, 3);
    }

    @Test
    void when_the_delay_ends_all_that_wait_go_in_order_however_many() {
        List<Future<Boolean>> answers = onEventLoop(() -> {
            delay.set(20, true);
            var all = IntStream.range(0, 20_000).mapToObj(i -> request(i, STAYS)).toList();
            delay.set(0, true);
            return all;
        });

        TestWorker.await(Future.all(answers));

        assertThat(done).isEqualTo(IntStream.range(0, 20_000).boxed().toList());
    }

    @Test
    void a_request_that_fails_ends_its_turn() {
        List<Future<Boolean>> answers = onEventLoop(() -> {
            delay.set(20, true);
            return List.of(
                    delay.before(STAYS, () -> {
                        throw new IllegalStateException("broken");
                    }),
                    request(2, STAYS));
        });

        assertThat(TestWorker.await(answers.get(1))).isTrue();
        assertThat(answers.get(0).failed()).isTrue();
    }

    private Future<Boolean> request(int number, Future<Void> gone) {
        return delay.before(gone, () -> Future.succeededFuture(done.add(number)));
    }

    /** Where the delay is confined to. */
    private <T> T onEventLoop(Supplier<T> work) {
        Promise<T> result = Promise.promise();
        vertx.runOnContext(v -> result.complete(work.get()));
        return TestWorker.await(result.future());
    }
}
