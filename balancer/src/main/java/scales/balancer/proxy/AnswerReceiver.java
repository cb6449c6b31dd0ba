package scales.balancer.proxy;

import io.vertx.core.buffer.Buffer;

/** Who has asked a node. Is told nothing more after {@link #ended} or {@link #broke}, nor after its {@link NodeConnection} was closed. */
interface AnswerReceiver {
    void began(AnswerHead head);

    /** @param bytes of the body, to be {@link ReadMemory#release released} */
    void said(Buffer bytes);

    void ended();

    /** There will be no answer, or no more of it; the connection is closed. */
    void broke(Throwable cause);
}
