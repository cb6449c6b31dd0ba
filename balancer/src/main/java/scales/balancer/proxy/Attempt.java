package scales.balancer.proxy;

import io.netty.buffer.Unpooled;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import scales.balancer.node.Address;
import scales.balancer.node.Lease;
import scales.balancer.retry.Failure;

/** One try of an exchange on one node. Confined to the event loop of its exchange. */
final class Attempt implements AnswerReceiver {
    /** Is told what becomes of it. */
    interface Listener {
        /** @param latencyNanos since it was sent */
        void answered(AnswerHead answer, long latencyNanos);

        /** Instead. */
        void failed(NoAnswer failed);

        /** After the answer began: the rest will not come. */
        void brokeOff(NoAnswer failed);
    }

    private final Surroundings around;
    private final Lease lease;
    private final RequestBody body;
    private final Listener listener;
    private final Quiet quiet;
    private NodeConnection connection;
    private Relay relay;
    private boolean told;
    private boolean cancelled;
    private boolean began;
    private boolean stale;
    private long connectNanos = Ending.Times.NEVER;
    private long latencyNanos;

    Attempt(Surroundings around, Lease lease, RequestBody body, Listener listener) {
        this.around = around;
        this.lease = lease;
        this.body = body;
        this.listener = listener;
        this.quiet = new Quiet(around, lease.node());
    }

    Lease lease() {
        return lease;
    }

    void send(String method, String target, MultiMap headers) {
        Address node = lease.node().address();
        NodeConnection kept = around.nodes().kept(node);
        if (kept != null) {
            ask(kept, method, target, headers);
        } else {
            around.nodes().connect(node, around.settings().connectTimeout()).onComplete(
                    connected -> {
                        quiet.progressed();
                        ask(connected, method, target, headers);
                    },
                    cause -> fail(Failure.UNREACHABLE, cause));
        }
    }

    private void ask(NodeConnection free, String method, String target, MultiMap headers) {
        if (cancelled || told) {
            free.close();
            return;
        }
        connection = free;
        stale = free.wasUsed();
        connectNanos = quiet.sinceStart();
        free.ask(this, method, target, headers);
        body.sendTo(this, headers);
    }

    /**
     * Sends some of the body; releases it when that is over.
     *
     * @param written is run, later, when the operating system has it
     */
    void write(Buffer chunk, Runnable written) {
        if (connection == null) {
            ReadMemory.release(chunk);
        } else {
            connection.write(ReadMemory.outgoing(chunk), () -> {
                quiet.progressed();
                written.run();
            });
        }
    }

    /** Sends the last of it, or {@code null} for nothing more. */
    void end(Buffer chunk) {
        if (connection != null) {
            connection.request().end(chunk == null ? Unpooled.EMPTY_BUFFER : ReadMemory.outgoing(chunk));
        } else if (chunk != null) {
            ReadMemory.release(chunk);
        }
    }

    @Override
    public void began(AnswerHead answer) {
        stale = false;
        if (told) {
            return;
        }
        if (!AnswerGuard.isSound(answer)) {
            fail(Failure.BROKEN, new IllegalArgumentException("malformed: status " + answer.status()));
            return;
        }
        began = true;
        told = true;
        quiet.heard();
        listener.answered(answer, quiet.sinceStart());
    }

    @Override
    public void said(Buffer bytes) {
        quiet.heard();
        if (relay == null) {
            ReadMemory.release(bytes);
        } else {
            relay.said(bytes);
        }
    }

    @Override
    public void ended() {
        if (relay != null) {
            relay.ended();
        }
        connection = null;
    }

    @Override
    public void broke(Throwable cause) {
        fail(Failure.BROKEN, cause);
    }

    /** That one takes the body. */
    void giveTo(Relay one) {
        relay = one;
    }

    void pause() {
        quiet.clientHolds(true);
        if (connection != null) {
            connection.pause();
        }
    }

    void resume() {
        quiet.clientHolds(false);
        if (connection != null) {
            connection.resume();
        }
    }

    /** Whether the node has been quiet for too long, though it is its turn. */
    boolean isOverdue(long nowNanos) {
        return connection != null && quiet.isOverdue(nowNanos, began, body.awaitsClient());
    }

    /** Whether the node is DOWN, by its checks or by its failures, and nothing contradicts that. */
    boolean isLost(long nowNanos) {
        return connection != null && !began && quiet.isLost(nowNanos);
    }

    /** Whether a request is out, or its answer still coming. */
    boolean isUnderWay() {
        return connection != null;
    }

    /** Whether its connection has served others and not yet this one: the node may have closed it before the request arrived there. */
    boolean mayBeStale() {
        return stale;
    }

    /** It is in vain. */
    void fail(Failure failure) {
        fail(failure, null);
    }

    private void fail(Failure failure, Throwable cause) {
        if (!told) {
            told = true;
            listener.failed(new NoAnswer(lease, failure, cause));
        } else if (began && connection != null) {
            listener.brokeOff(new NoAnswer(lease, failure, cause));
        }
    }

    /** Gives up what is under way on the node, so that it does not work for nobody. */
    void cancel() {
        cancelled = true;
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** Nobody waits for it. First the place, then the request: who sees the request gone may count on the place. */
    void abandon() {
        lease.abandoned();
        cancel();
    }

    /** Nobody wants this answer: a short one is read, so that its connection may serve others; else that is closed. */
    void discard(AnswerHead answer) {
        if (connection != null && connection.request().isSent() && Discard.isWorthwhile(answer)) {
            new Discard(around.vertx(), connection);
            connection = null;
        } else {
            cancel();
        }
    }

    /** The answer is the one to pass on. */
    void accepted(long afterNanos) {
        latencyNanos = afterNanos;
    }

    /** Until there was a connection, new or kept; {@link Ending.Times#NEVER} when there was none. */
    long connectNanos() {
        return connectNanos;
    }

    /** From sending to the first byte of the answer; the rest depends on the client too. */
    long latencyNanos() {
        return latencyNanos;
    }

    /** All of the answer is here: the node's place is free, though the client may be taking it for a while. */
    void saidAll() {
        lease.succeeded(latencyNanos);
        quiet.clientHolds(true);
        finished();
    }

    /**
     * The answer came whole: the connection may serve others, and a late cancel must not touch it. But where the node has not taken all
     * of the request before, it never will.
     */
    void finished() {
        if (connection != null && !connection.request().isSent()) {
            connection.close();
            body.forget();
        }
        connection = null;
    }
}
