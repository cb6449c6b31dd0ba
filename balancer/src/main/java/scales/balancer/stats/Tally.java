package scales.balancer.stats;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts of a few kinds. Any thread may count and read. */
final class Tally<K> {
    private final Map<K, LongAdder> counts = new ConcurrentHashMap<>();

    void count(K kind) {
        LongAdder known = counts.get(kind);
        (known == null ? counts.computeIfAbsent(kind, fresh -> new LongAdder()) : known).increment();
    }

    Map<K, Long> now() {
        return counts.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().sum()));
    }

    void reset() {
        counts.clear();
    }
}
