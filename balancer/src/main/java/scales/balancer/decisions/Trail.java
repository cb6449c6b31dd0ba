package scales.balancer.decisions;

import java.util.List;
import java.util.Set;
import scales.balancer.node.Snapshot;
import scales.balancer.retry.Failure;
import scales.balancer.strategy.Candidates;
import scales.balancer.strategy.Pick;
import scales.balancer.strategy.Strategies;
import scales.balancer.strategy.Traits;

/** What became of one request. Written by its event loop, read by anybody. */
public final class Trail {
    private static final int LONGEST_TEXT = 256;
    private static final int UNDER_WAY = -1;

    private final Decisions decisions;
    private final String requestId;
    private final String method;
    private final String client;
    private final String target;
    private final String named;
    private final boolean unbelieved;
    private final Strategies.Named strategy;
    private Decision last;
    private int attempts;
    private volatile int status = UNDER_WAY;
    private volatile boolean clientLeft;

    Trail(Decisions decisions, String requestId, String method, Traits traits, boolean unbelieved, Strategies.Named strategy) {
        this.decisions = decisions;
        this.requestId = requestId;
        this.method = method;
        this.client = traits.client();
        this.target = cut(traits.target());
        this.named = cut(traits.affinity());
        this.unbelieved = unbelieved;
        this.strategy = strategy;
    }

    /** What clients send stays for a while; ten thousand times their longest would be a lot. */
    private static String cut(String text) {
        return text == null || text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    /** @param tried nodes that failed this request before; not written any more */
    public void picked(Candidates candidates, Set<String> tried, Pick pick, long waitedNanos) {
        attempts++;
        last = decisions.add(this, candidates.pool().nodes(), candidates.open(), pick, null, tried, waitedNanos);
    }

    /** Nobody took it. */
    public void unplaced(Snapshot pool, Set<String> tried, String why, long waitedNanos) {
        last = decisions.add(this, pool.nodes(), List.of(), null, why, tried, waitedNanos);
    }

    /** The last attempt brought no answer. */
    public void failed(Failure failure) {
        last.failed(failure);
    }

    public void answered(int answer, long latencyNanos) {
        last.answered(answer, latencyNanos);
    }

    /** @param told the status for the client, 0 for no complete answer */
    public void ended(int told, boolean left) {
        clientLeft = left;
        status = told;
    }

    /** The newest decision, or null; for the event loop of the request. */
    public Decision last() {
        return last;
    }

    public String requestId() {
        return requestId;
    }

    public String method() {
        return method;
    }

    public String client() {
        return client;
    }

    /** The path alone: what follows it may be a secret. */
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** The node that the client's affinity names, or null. */
    public String named() {
        return named == null || named.isEmpty() ? null : named;
    }

    /** Whether it said for whom it comes ({@code X-Forwarded-For}), and was not trusted to. */
    public boolean isUnbelieved() {
        return unbelieved;
    }

    public Strategies.Named strategy() {
        return strategy;
    }

    /** On nodes, so far. */
    public int attempts() {
        return attempts;
    }

    public boolean isUnderWay() {
        return status == UNDER_WAY;
    }

    /** What the client got; 0 when it got nothing complete. */
    public int status() {
        return Math.max(0, status);
    }

    public String outcome() {
        if (isUnderWay()) {
            return "under way";
        }
        if (clientLeft) {
            return "the client left";
        }
        return status == 0 ? "broken off" : "answered with " + status;
    }
}
