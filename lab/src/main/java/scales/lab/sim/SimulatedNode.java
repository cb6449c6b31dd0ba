package scales.lab.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import scales.lab.scenario.NodePlan;

/** A worker in virtual time: slots, a queue before them, and what faults make of it. */
final class SimulatedNode {
    /** Something to do for a node. */
    interface Work {
        /** Nanoseconds on a node of speed 1. */
        long demandNanos();

        void done();

        /** The node died with it. */
        void broke();

        /** The balancer does not wait for the node any longer; the node does not know. */
        void takenAway();
    }

    private final VirtualTime time;
    private final NodePlan plan;
    private final Deque<Work> queue = new ArrayDeque<>();
    private final Set<Work> running = new LinkedHashSet<>();
    private final List<Work> heldBack = new ArrayList<>();
    private long latencyNanos;
    private long delayNanos;
    private boolean dead;
    private boolean frozen;

    SimulatedNode(VirtualTime time, NodePlan plan) {
        this.time = time;
        this.plan = plan;
    }

    boolean isFrozen() {
        return frozen;
    }

    void takeAwayAll() {
        List<Work> all = new ArrayList<>(running);
        all.addAll(queue);
        all.forEach(Work::takenAway);
    }

    boolean isDead() {
        return dead;
    }

    void accept(Work work) {
        if (latencyNanos > 0) {
            time.after(latencyNanos, () -> queued(work));
        } else {
            queued(work);
        }
    }

    private void queued(Work work) {
        if (dead) {
            work.broke();
            return;
        }
        queue.addLast(work);
        work();
    }

    private void work() {
        // The lab's delay lets one in at a time.
        int slots = delayNanos > 0 ? 1 : plan.slots();
        while (!frozen && running.size() < slots && !queue.isEmpty()) {
            Work next = queue.removeFirst();
            running.add(next);
            time.after(delayNanos + Math.round(next.demandNanos() / plan.speed()), () -> ended(next));
        }
    }

    private void ended(Work work) {
        if (!running.contains(work)) {
            return;
        }
        if (frozen) {
            heldBack.add(work);
            return;
        }
        running.remove(work);
        work();
        work.done();
    }

    void delay(long nanos) {
        delayNanos = nanos;
        work();
    }

    void latency(long nanos) {
        latencyNanos = nanos;
    }

    void kill() {
        dead = true;
        frozen = false;
        List<Work> lost = new ArrayList<>(running);
        lost.addAll(queue);
        running.clear();
        queue.clear();
        heldBack.clear();
        lost.forEach(Work::broke);
    }

    /** A new process, which knows nothing of delays; one that runs is left alone, frozen or not. */
    void start() {
        if (dead) {
            dead = false;
            delayNanos = 0;
            latencyNanos = 0;
        }
    }

    void freeze() {
        frozen = true;
    }

    void thaw() {
        frozen = false;
        List<Work> late = List.copyOf(heldBack);
        heldBack.clear();
        late.forEach(this::ended);
        work();
    }

    /** Whether a check is answered while others work, or stands in line with them. */
    boolean checksWait() {
        return delayNanos > 0 || frozen;
    }
}
