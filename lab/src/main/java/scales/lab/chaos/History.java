package scales.lab.chaos;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** When what was not as usual: moments, in milliseconds since the start, by name. Any thread writes and reads. */
final class History {
    /** Some node was killed, or is frozen. */
    static final String HURT = "hurt";
    /** This machine was too busy to do in time what the contract takes for granted. */
    static final String STARVED = "starved";
    /** The strategy keeps no affinity. */
    static final String FREE = "free";

    private final Map<String, ConcurrentSkipListSet<Long>> moments = new ConcurrentHashMap<>();

    /** @param what {@link #HURT}, {@link #STARVED}, {@link #FREE}, or the id of a node that may not have been UP */
    void note(String what, long millis) {
        moments.computeIfAbsent(what, first -> new ConcurrentSkipListSet<>()).add(millis);
    }

    boolean has(String what, long from, long to) {
        ConcurrentSkipListSet<Long> known = moments.get(what);
        return known != null && !known.subSet(from, true, to, true).isEmpty();
    }
}
