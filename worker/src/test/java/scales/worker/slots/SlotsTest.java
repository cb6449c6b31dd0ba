package scales.worker.slots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Future<Void> STAYS = Promise.<Void>promise().future();

    private final CountDownLatch release = new CountDownLatch(1);

    @AfterAll
    static void close() throws Exception {
        await(VERTX.close());
    }

    @Test
    void all_slots_work_at_once_and_never_more() throws Exception {
        Slots slots = open(3, 100);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        // Passes only when three tasks meet: with fewer slots working the test times out.
        CyclicBarrier three = new CyclicBarrier(3);

        List<Future<Done<Integer>>> work = IntStream.range(0, 60)
                .mapToObj(i -> slots.submit(() -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    three.await(20, TimeUnit.SECONDS);
                    running.decrementAndGet();
                    return i;
                }, STAYS))
                .toList();

        await(Future.all(work));
        assertThat(most).hasValue(3);
        assertThat(slots.busy()).isLessThanOrEqualTo(3);
    }

    @Test
    void work_runs_on_worker_threads_and_answers_on_the_context_of_the_caller() throws Exception {
        Slots slots = open(1, 1);
        Promise<Context> answered = Promise.promise();
        Context caller = VERTX.getOrCreateContext();

        caller.runOnContext(v -> slots.submit(Context::isOnWorkerThread, STAYS).onSuccess(done -> {
            assertThat(done.result()).isTrue();
            answered.complete(Vertx.currentContext());
        }));

        assertThat(await(answered.future())).isSameAs(caller);
    }

    @Test
    void beyond_the_queue_there_is_no_place_and_a_free_slot_needs_no_queue() throws Exception {
        Slots slots = open(2, 1);
        List<Future<Done<Boolean>>> admitted = Stream.generate(() -> slots.submit(this::held, STAYS)).limit(3).toList();

        assertThat(slots.busy()).isEqualTo(2);
        assertThat(slots.queued()).isEqualTo(1);
        assertThatThrownBy(() -> await(slots.submit(() -> "fourth", STAYS)))
                .isInstanceOfSatisfying(NoPlace.class, none -> assertThat(none.code()).isEqualTo("queue"));

        release.countDown();
        await(Future.all(admitted));
        assertThat(await(open(1, 0).submit(() -> "at once", STAYS)).result()).isEqualTo("at once");
    }

    @Test
    void who_came_first_is_served_first() throws Exception {
        Slots slots = open(1, 100);
        Queue<Integer> order = new ConcurrentLinkedQueue<>();
        slots.submit(this::held, STAYS);
        List<Future<Done<Boolean>>> work = IntStream.range(0, 50)
                .mapToObj(i -> slots.submit(() -> order.add(i), STAYS))
                .toList();

        release.countDown();

        await(Future.all(work));
        assertThat(order).containsExactlyElementsOf(IntStream.range(0, 50).boxed().toList());
    }

    @Test
    void a_client_that_leaves_while_waiting_frees_its_place() throws Exception {
        Slots slots = open(1, 1);
        Promise<Void> leaves = Promise.promise();
        AtomicInteger ran = new AtomicInteger();
        slots.submit(this::held, STAYS);
        Future<Done<Integer>> abandoned = slots.submit(ran::incrementAndGet, leaves.future());

        leaves.complete();

        assertThatThrownBy(() -> await(abandoned)).isInstanceOf(Gone.class);
        Future<Done<String>> next = slots.submit(() -> "next", STAYS);
        release.countDown();
        assertThat(await(next).result()).isEqualTo("next");
        assertThat(ran).hasValue(0);
    }

    @Test
    void the_time_in_the_queue_is_measured() throws Exception {
        AtomicLong now = new AtomicLong(1_000);
        Slots slots = await(Slots.open(VERTX, "resize", 1, 1, now::get));
        Future<Done<Boolean>> first = slots.submit(this::held, STAYS);
        Future<Done<Boolean>> second = slots.submit(() -> true, STAYS);

        now.addAndGet(700);
        release.countDown();

        await(first);
        assertThat(await(second).queueNanos()).isEqualTo(700);
    }

    @Test
    void a_slot_outlives_what_its_work_throws() throws Exception {
        Slots slots = open(1, 1);

        assertThatThrownBy(() -> await(slots.submit(() -> {
            throw new IOException("broken");
        }, STAYS))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> await(slots.submit(() -> {
            throw new OutOfMemoryError("no more");
        }, STAYS))).isInstanceOfSatisfying(NoPlace.class, none -> assertThat(none.code()).isEqualTo("memory"));

        assertThat(await(slots.submit(() -> "works", STAYS)).result()).isEqualTo("works");
    }

    @Test
    void two_pools_of_one_name_do_not_share_threads() throws Exception {
        Slots one = open(1, 0);
        Slots other = open(1, 0);
        Future<Done<Boolean>> busy = one.submit(this::held, STAYS);

        assertThat(await(other.submit(() -> "served", STAYS)).result()).isEqualTo("served");

        release.countDown();
        await(busy);
    }

    private boolean held() throws InterruptedException {
        return release.await(20, TimeUnit.SECONDS);
    }

    private static Slots open(int size, int queue) throws Exception {
        return await(Slots.open(VERTX, "resize", size, queue, System::nanoTime));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(20, TimeUnit.SECONDS);
    }
}
