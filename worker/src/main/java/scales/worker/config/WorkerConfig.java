package scales.worker.config;

import java.time.Duration;
import scales.worker.image.Limits;

/**
 * Everything a worker was told, already judged: whoever holds one need not check it again.
 *
 * @param id       names the worker to balancers and, as its tag, to the users of the lab page
 * @param limits   what a picture may ask for
 * @param grace    longest time that running requests get to finish after a stop
 * @param lameDuck how long a stopping worker still accepts requests when some balancer can learn of the stop by
 *                 probing only
 */
public record WorkerConfig(
        String id,
        HttpConfig http,
        SlotsConfig slots,
        Limits limits,
        AnnounceConfig announce,
        Duration grace,
        Duration lameDuck,
        LogFormat log) {}
