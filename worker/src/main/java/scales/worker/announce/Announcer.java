package scales.worker.announce;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import scales.worker.config.AnnounceConfig;
import scales.worker.config.WorkerConfig;

/** Registers this worker with every balancer it was told of, in whatever order they start, and takes leave of them. */
public final class Announcer {
    /** Two renewals may be lost before the registration expires. */
    private static final int RENEWALS_PER_TTL = 3;

    private final WebClient client;
    private final List<Registration> registrations;

    /** @param port where this worker listens */
    public Announcer(Vertx vertx, WorkerConfig config, int port, RandomGenerator random) {
        AnnounceConfig announce = config.announce();
        long renewalMillis = announce.ttl().toMillis() / RENEWALS_PER_TTL;
        // A new connection each time: a kept one would be stale just when a balancer was restarted.
        client = WebClient.create(vertx, new WebClientOptions().setKeepAlive(false).setFollowRedirects(false));
        registrations = announce.balancers().stream()
                .map(url -> new Registration(
                        vertx,
                        new BalancerAdmin(vertx, client, url, announce.token()),
                        node(config, port),
                        renewalMillis,
                        new Backoff(renewalMillis, random)))
                .toList();
    }

    private static JsonObject node(WorkerConfig config, int port) {
        JsonObject node = new JsonObject().put("id", config.id());
        config.announce().advertised().ifPresentOrElse(
                address -> node.put("address", address), () -> node.put("port", port));
        return node.put("weight", config.announce().weight())
                .put("slots", config.slots().slots())
                // At each start another: a balancer that still has it from before its death sees that this is a new one.
                .put("instance", UUID.randomUUID().toString())
                .put("ttl", config.announce().ttl().toSeconds());
    }

    public void start() {
        registrations.forEach(Registration::renew);
    }

    /** @return whether every balancer now knows; false also without any, since some may know of this worker by hand */
    public Future<Boolean> leave() {
        List<Future<Boolean>> told = registrations.stream().map(Registration::leave).toList();
        return Future.all(told).map(all -> !told.isEmpty() && told.stream().allMatch(Future::result));
    }

    public Future<Void> remove() {
        return Future.all(registrations.stream().map(Registration::remove).toList()).mapEmpty();
    }

    public void close() {
        client.close();
    }
}
