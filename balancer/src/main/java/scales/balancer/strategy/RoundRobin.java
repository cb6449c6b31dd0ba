package scales.balancer.strategy;

import java.util.Optional;
import java.util.Set;

/** Nodes take turns, as often as they weigh. */
final class RoundRobin implements Strategy {
    private final Turns turns = new Turns();

    @Override
    public Optional<Pick> pick(Candidates candidates) {
        if (candidates.open().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Pick.of(candidates.open().get(turns.next(candidates.open())), "its turn by weight"));
    }

    @Override
    public void retain(Set<String> ids) {
        turns.retain(ids);
    }
}
