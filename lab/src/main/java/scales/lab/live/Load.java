package scales.lab.live;

import io.vertx.core.Future;

/** Who asks, and when. Confined to one event loop. */
interface Load {
    void begin();

    /** @param value requests a second of an open loop, clients of a closed one */
    void change(double value);

    /** Closes all connections, also those whose answers are still to come. */
    Future<Void> leave();
}
