package scales.balancer;

import java.util.function.BiConsumer;
import scales.balancer.accesslog.AccessLog;
import scales.balancer.node.Node;
import scales.balancer.proxy.Ending;
import scales.balancer.proxy.ProxyObserver;
import scales.balancer.retry.Failure;
import scales.balancer.stats.StatsBook;
import scales.balancer.strategy.Candidates;
import scales.balancer.strategy.Pick;
import scales.balancer.strategy.Strategies;

/** Brings what the proxy sees to the statistics and the access log, and a node's failures to its health. */
final class Bookkeeping implements ProxyObserver {
    private final StatsBook stats;
    private final AccessLog log;
    private final BiConsumer<String, Failure> blame;

    /** @param blame told of failures that a node is to blame for; called on event loops */
    Bookkeeping(StatsBook stats, AccessLog log, BiConsumer<String, Failure> blame) {
        this.stats = stats;
        this.log = log;
        this.blame = blame;
    }

    @Override
    public void connected() {
        stats.connected();
    }

    @Override
    public void disconnected() {
        stats.disconnected();
    }

    @Override
    public void refused(int status, String client, String method, String path) {
        stats.refused(status);
        log.refused(status, client, method, path);
    }

    @Override
    public void arrived() {
        stats.arrived();
    }

    @Override
    public void picked(Strategies.Named strategy, Candidates candidates, Pick pick) {
        stats.began(pick.node());
        if (!strategy.sticky() || candidates.held() == null) {
            stats.chosen(pick.node());
        }
        if (strategy.sticky()) {
            stats.stuck(pick.node(), candidates.traits().client());
        }
    }

    @Override
    public void released(Node node) {
        stats.ended(node);
    }

    @Override
    public void answered(Node node, int status, long latencyNanos) {
        stats.answered(node, status, latencyNanos);
    }

    @Override
    public void failed(Node node, Failure failure, boolean retried) {
        switch (failure) {
            case UNREACHABLE -> stats.unreachable(node);
            case BROKEN, DOWN -> stats.broken(node);
            case TIMED_OUT -> stats.timedOut(node);
            case BUSY -> stats.busy(node);
        }
        if (retried) {
            stats.retried(node);
        }
        if (failure.blamesNode()) {
            blame.accept(node.id(), failure);
        }
    }

    @Override
    public void ended(Ending ending) {
        log.ended(ending);
        Ending.Times times = ending.times();
        stats.left(ending.status(), ending.bytesIn(), ending.bytesOut(), times.total());
        stats.finished(ending.node(), ending.trail().strategy().name(), ending.status());
        if (times.queue() > 0) {
            stats.waited(times.queue());
        }
        if (ending.trail().last() != null) {
            stats.affinity(ending.trail().last().affinity().word());
        }
        if (ending.clientLeft()) {
            stats.clientLeft();
        }
        if (times.response() > 0 && !ending.clientLeft()) {
            stats.took(ending.node(), times.queue(), times.response(), times.total());
        }
        if (ending.node() != null) {
            stats.moved(ending.node(), ending.bytesIn(), ending.bytesOut());
            if (ending.clientLeft()) {
                stats.abandoned(ending.node());
            }
        }
    }
}
