package scales.balancer.strategy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scales.balancer.node.Lease;
import scales.balancer.node.Node;
import scales.balancer.node.Pool;
import scales.balancer.node.Snapshot;

/**
 * Finds every request its place on a node. When all places are taken, requests wait here: first come, first served, and only
 * so many. Any thread may call; whoever frees a place serves those who wait, on its own thread.
 */
public final class Placement {

    /** A request that wants a place. Its methods are called by any thread. */
    public interface Applicant {
        Traits traits();

        /** Nodes that failed this request already. */
        Set<String> tried();

        Strategy strategy();

        /** Is told how the lease ends. */
        Lease.Listener listener();

        /** What became of waiting; called once. */
        void placed(Placed placed);
    }

    /** What became of an application. */
    public sealed interface Placed {
        /** @param candidates among whom it was picked */
        record Granted(Lease lease, Candidates candidates, Pick pick) implements Placed {}

        /** Nobody takes this request, full or not. */
        record NoNode() implements Placed {}

        /** Too many wait already. */
        record QueueFull() implements Placed {}

        /** It waits; the applicant will be told. */
        record Waiting() implements Placed {}
    }

    private final Pool pool;
    private final Deque<Applicant> queue = new ArrayDeque<>();
    private volatile int longest;
    private volatile boolean heldWait;
    private volatile int waiting;
    private volatile int mostWaiting;

    /**
     * @param longest  how many may wait, 0 for none
     * @param heldWait whether a client waits for the node that its affinity names; else, when that is full, it moves
     */
    public Placement(Pool pool, int longest, boolean heldWait) {
        this.pool = pool;
        this.longest = longest;
        this.heldWait = heldWait;
    }

    /** As the constructor. Who waits already stays, also beyond the new length. */
    public void change(int newLongest, boolean newHeldWait) {
        longest = newLongest;
        heldWait = newHeldWait;
        serve();
    }

    public int waiting() {
        return waiting;
    }

    /** At a time, since the start or {@link #resetMostWaiting}. */
    public int mostWaiting() {
        return mostWaiting;
    }

    public void resetMostWaiting() {
        mostWaiting = waiting;
    }

    /** Applies for a place. Who comes later than others that wait, waits behind them. */
    public Placed apply(Applicant applicant) {
        if (waiting == 0) {
            Placed now = tryNow(applicant);
            if (!(now instanceof Placed.Waiting)) {
                return now;
            }
        }
        synchronized (queue) {
            // A place may have come free since: whoever frees one now sees this applicant, or this one sees the place.
            Placed now = queue.isEmpty() ? tryNow(applicant) : new Placed.Waiting();
            if (!(now instanceof Placed.Waiting)) {
                return now;
            }
            if (queue.size() >= longest) {
                return new Placed.QueueFull();
            }
            queue.addLast(applicant);
            waiting = queue.size();
            mostWaiting = Math.max(mostWaiting, waiting);
        }
        serve();
        return new Placed.Waiting();
    }

    /** The applicant does not want to wait any longer. @return false when it is served already, or about to be */
    public boolean withdraw(Applicant applicant) {
        synchronized (queue) {
            boolean waited = queue.remove(applicant);
            waiting = queue.size();
            return waited;
        }
    }

    /** A place came free, or the pool changed. */
    public void serve() {
        if (waiting == 0) {
            return;
        }
        List<Runnable> news = new ArrayList<>();
        synchronized (queue) {
            boolean full = false;
            for (Iterator<Applicant> each = queue.iterator(); each.hasNext() && !full;) {
                Applicant applicant = each.next();
                Placed placed = tryNow(applicant);
                if (placed instanceof Placed.Waiting) {
                    full = pool.snapshot().nodes().stream().noneMatch(node -> node.acceptsHeld() && node.hasPlace());
                } else {
                    each.remove();
                    news.add(() -> applicant.placed(placed));
                }
            }
            waiting = queue.size();
        }
        news.forEach(Runnable::run);
    }

    /** Picks until a place is really taken: another thread may be faster between the pick and the taking. */
    private Placed tryNow(Applicant applicant) {
        Snapshot now = pool.snapshot();
        Set<String> closed = applicant.tried();
        while (true) {
            Candidates candidates = Candidates.of(now, applicant.traits(), closed);
            // By what the candidates say: another thread may take its place at any moment, and also before the second look.
            if (heldWait && candidates.held() == null && isNamed(now, applicant)) {
                return new Placed.Waiting();
            }
            Optional<Pick> pick = applicant.strategy().pick(candidates);
            if (pick.isEmpty()) {
                return mayWait(now, applicant) ? new Placed.Waiting() : new Placed.NoNode();
            }
            Lease lease = Lease.take(pick.get().node(), applicant.listener());
            if (lease != null) {
                return new Placed.Granted(lease, candidates, pick.get());
            }
            closed = new HashSet<>(closed);
            closed.add(pick.get().node().id());
        }
    }

    /** Whether it may go where its affinity says, now or when there is a place. */
    private static boolean isNamed(Snapshot now, Applicant applicant) {
        Node named = now.find(applicant.traits().affinity());
        return named != null && named.acceptsHeld() && !applicant.tried().contains(named.id());
    }

    /** Waiting makes sense when somebody who is full now would take it. */
    private static boolean mayWait(Snapshot now, Applicant applicant) {
        return isNamed(now, applicant)
                || now.open().stream().anyMatch(node -> !applicant.tried().contains(node.id()));
    }
}
