package scales.lab.up;

import io.vertx.core.Future;
import java.util.OptionalLong;

/** A worker of a cluster, wherever it runs. */
public interface RunningWorker {
    String id();

    int port();

    /** Its process, when it has one of its own. */
    OptionalLong pid();

    /** That it ends from now on is no news. */
    void expectStop();

    /** @return completes when it has finished what it had, and is gone */
    Future<Void> stop();
}
