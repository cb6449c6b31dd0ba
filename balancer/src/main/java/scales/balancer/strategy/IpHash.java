package scales.balancer.strategy;

import java.util.Optional;

/** A client's address decides, so that it comes back to the same node without a cookie. HAProxy's {@code source}. */
final class IpHash implements Strategy {
    @Override
    public Optional<Pick> pick(Candidates candidates) {
        return Rendezvous.pick(candidates.open(), candidates.traits().client(), "hash of the client's address");
    }
}
