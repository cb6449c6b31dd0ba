package scales.balancer.strategy;

import java.util.Optional;

/** Path and query decide, so that equal requests meet the same node's cache. HAProxy's {@code uri whole}. */
final class UriHash implements Strategy {
    @Override
    public Optional<Pick> pick(Candidates candidates) {
        return Rendezvous.pick(candidates.open(), candidates.traits().target(), "hash of path and query");
    }
}
