package scales.worker.slots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
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

    private static final long BUDGET = 1 << 20;

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
                .mapToObj(i -> submit(slots, () -> {
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

        caller.runOnContext(v -> submit(slots, Context::isOnWorkerThread, STAYS).onSuccess(done -> {
            assertThat(done.result()).isTrue();
            answered.complete(Vertx.currentContext());
        }));

        assertThat(await(answered.future())).isSameAs(caller);
    }

    @Test
    void beyond_the_queue_there_is_no_place_and_a_free_slot_needs_no_queue() throws Exception {
        Slots slots = open(2, 1);
        List<Future<Done<Boolean>>> admitted = Stream.generate(() -> submit(slots, this::held, STAYS)).limit(3).toList();

        assertThat(slots.busy()).isEqualTo(2);
        assertThat(slots.queued()).isEqualTo(1);
        assertThatThrownBy(() -> await(submit(slots, () -> "fourth", STAYS)))
                .isInstanceOfSatisfying(NoPlace.class, none -> assertThat(none.code()).isEqualTo("queue"));

        release.countDown();
        await(Future.all(admitted));
        assertThat(await(submit(open(1, 0), () -> "at once", STAYS)).result()).isEqualTo("at once");
    }

    @Test
    void who_came_first_is_served_first() throws Exception {
        Slots slots = open(1, 100);
        Queue<Integer> order = new ConcurrentLinkedQueue<>();
        submit(slots, this::held, STAYS);
        List<Future<Done<Boolean>>> work = IntStream.range(0, 50)
                .mapToObj(i -> submit(slots, () -> order.add(i), STAYS))
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
        submit(slots, this::held, STAYS);
        Future<Done<Integer>> abandoned = submit(slots, ran::incrementAndGet, leaves.future());

        leaves.complete();

        assertThatThrownBy(() -> await(abandoned)).isInstanceOf(Gone.class);
        Future<Done<String>> next = submit(slots, () -> "next", STAYS);
        release.countDown();
        assertThat(await(next).result()).isEqualTo("next");
        assertThat(ran).hasValue(0);
    }

    @Test
    void the_time_in_the_queue_is_measured() throws Exception {
        AtomicLong now = new AtomicLong(1_000);
        Slots slots = await(Slots.open(VERTX, "resize", 1, 1, BUDGET, now::get));
        Future<Done<Boolean>> first = submit(slots, this::held, STAYS);
        Future<Done<Boolean>> second = submit(slots, () -> true, STAYS);

        now.addAndGet(700);
        release.countDown();

        await(first);
        assertThat(await(second).queueNanos()).isEqualTo(700);
    }

    @Test
    void a_slot_outlives_what_its_work_throws() throws Exception {
        Slots slots = open(1, 1);

        assertThatThrownBy(() -> await(submit(slots, () -> {
            throw new IOException("broken");
        }, STAYS))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> await(submit(slots, () -> {
            throw new OutOfMemoryError("no more");
        }, STAYS))).isInstanceOfSatisfying(NoPlace.class, none -> assertThat(none.code()).isEqualTo("memory"));

        assertThat(await(submit(slots, () -> "works", STAYS)).result()).isEqualTo("works");
    }

    @Test
    void work_runs_only_when_its_memory_fits_beside_what_runs() throws Exception {
        Slots slots = open(2, 1);
        Future<Done<Boolean>> small = slots.submit(() -> new Task.Sized<>(BUDGET / 2, this::held), STAYS);
        Future<Done<Long>> large = slots.submit(() -> new Task.Sized<>(2 * BUDGET, release::getCount), STAYS);

        assertThat(submit(slots, () -> "waits behind both", STAYS).isComplete()).isFalse();
        release.countDown();

        await(small);
        assertThat(await(large).result()).isZero();
    }

    @Test
    void memory_that_does_not_come_free_in_time_is_no_place() throws Exception {
        Memory memory = new Memory(BUDGET, Duration.ofMillis(20));
        int taken = memory.take(BUDGET);

        assertThatThrownBy(() -> memory.take(1)).isInstanceOf(NoPlace.class);

        memory.give(taken);
        assertThat(memory.take(1)).isPositive();
    }

    @Test
    void two_pools_of_one_name_do_not_share_threads() throws Exception {
        Slots one = open(1, 0);
        Slots other = open(1, 0);
        Future<Done<Boolean>> busy = submit(one, this::held, STAYS);

        assertThat(await(submit(other, () -> "served", STAYS)).result()).isEqualTo("served");

        release.countDown();
        await(busy);
    }

    private boolean held() throws InterruptedException {
        return release.await(20, TimeUnit.SECONDS);
    }

    private static <T> Future<Done<T>> submit(Slots slots, Callable<T> work, Future<Void> gone) {
        return slots.submit(() -> new Task.Sized<>(0, work), gone);
    }

    private static Slots open(int size, int queue) throws Exception {
        return await(Slots.open(VERTX, "resize", size, queue, BUDGET, System::nanoTime));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(20, TimeUnit.SECONDS);
    }
}
