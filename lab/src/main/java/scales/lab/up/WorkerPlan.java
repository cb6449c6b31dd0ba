package scales.lab.up;

import java.util.List;
import scales.worker.config.WorkerConfig;

/**
 * A worker to be started.
 *
 * @param options as for its command line
 * @param config  what its own reader made of them
 */
public record WorkerPlan(List<String> options, WorkerConfig config) {
    /** Behind the balancer, and for nobody on another machine. */
    static final String HOST = "127.0.0.1";

    String id() {
        return config.id();
    }

    /** 0 for a free one. */
    int port() {
        return config.http().port();
    }
}
