package scales.worker.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The sessions of the lab page, which live on this worker alone. Bounded: the ones unused for longest go first, since
 * a client that keeps no cookies, such as a check, begins a new one each time. Confined to one event loop.
 */
final class Sessions {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int ID_LENGTH = 32;

    private final RandomGenerator random;
    private final Map<String, Integer> views;

    /** @param random must not be predictable: an id is what keeps one session from another's client */
    Sessions(int most, RandomGenerator random) {
        this.random = random;
        this.views = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
                return size() > most;
            }
        };
    }

    /** @param known the id that the client sent, if any; an unknown one begins a new session */
    View view(Optional<String> known) {
        String id = known.filter(views::containsKey).orElseGet(this::newId);
        int count = views.merge(id, 1, Integer::sum);
        return new View(id, count);
    }

    private String newId() {
        StringBuilder id = new StringBuilder(ID_LENGTH);
        random.ints(ID_LENGTH, 0, ALPHABET.length()).forEach(i -> id.append(ALPHABET.charAt(i)));
        return id.toString();
    }

    /** @param count views in this session, this one included */
    record View(String id, int count) {
        boolean isFirst() {
            return count == 1;
        }
    }
}
