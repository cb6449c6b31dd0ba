package scales.balancer.admin;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scales.balancer.stats.Events;

/**
 * Who changed what, from which value to which, and who was refused: a line each in the log and an event. Refusals beyond
 * {@value #MOST_REFUSALS} a minute are only counted, or whoever is refused could flood both. Confined to the control context.
 */
public final class Audit {
    /**
     * Somebody who wants to change something.
     *
     * @param address where from
     * @param by      the page, the API or the command line
     * @param right   why he may: token, loopback, or the option that says so
     */
    public record Actor(String address, String by, String right) {}

    static final int MOST_REFUSALS = 20;
    private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int LONGEST = 256;
    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

    private final Operations operations;
    private final Events events;
    private final LongSupplier nanoClock;
    private long windowBegan;
    private int refusals;

    public Audit(Operations operations, Events events, LongSupplier nanoClock) {
        this.operations = operations;
        this.events = events;
        this.nanoClock = nanoClock;
        this.windowBegan = nanoClock.getAsLong();
    }

    /**
     * Does it, and tells what is different after it; nothing, when nothing is.
     *
     * @param asked in the words it was asked
     */
    public <T> T watch(Actor actor, String asked, Supplier<T> change) {
        Wishes before = Wishes.of(operations);
        try {
            return change.get();
        } finally {
            for (Map.Entry<String, String> difference : before.differences(Wishes.of(operations)).entrySet()) {
                tell(difference.getKey(), difference.getValue() + "; by " + actor.by() + " from " + actor.address()
                        + " (" + actor.right() + "): " + printable(asked));
            }
        }
    }

    /** @param why a sentence */
    public void refused(Actor actor, String asked, String why) {
        long now = nanoClock.getAsLong();
        if (now - windowBegan >= WINDOW_NANOS) {
            if (refusals > MOST_REFUSALS) {
                tell("", (refusals - MOST_REFUSALS) + " more were refused meanwhile.");
            }
            windowBegan = now;
            refusals = 0;
        }
        refusals++;
        if (refusals <= MOST_REFUSALS) {
            tell("", "refused to " + actor.by() + " from " + actor.address() + ": " + printable(asked) + ": " + printable(why));
        }
    }

    private void tell(String node, String text) {
        LOG.info("Audit: {}", text);
        events.add("audit", node, "Audit: " + text);
    }

    /** Whoever asks must not write lines of his own. */
    private static String printable(String text) {
        String visible = text.replaceAll("[^\\x20-\\x7e]", "?");
        return visible.length() <= LONGEST ? visible : visible.substring(0, LONGEST) + "...";
    }
}
