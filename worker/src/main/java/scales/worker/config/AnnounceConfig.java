package scales.worker.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * With which balancers a worker registers itself, and as what.
 *
 * @param balancers  addresses of their admin interfaces; none means that the worker waits to be named by an operator
 * @param advertised {@code HOST:PORT} for balancers; without it each takes the address the worker calls from
 * @param weight     share of requests, 0 to 256
 * @param ttl        how long a registration outlives its last renewal
 * @param token      what the balancers' admin interfaces ask for
 */
public record AnnounceConfig(
        List<URI> balancers, Optional<String> advertised, int weight, Duration ttl, AdminToken token) {

    public AnnounceConfig {
        balancers = List.copyOf(balancers);
    }
}
