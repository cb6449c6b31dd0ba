package scales.lab.chaos;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Looks at the nodes again and again, and notes when which of them may not have been UP. */
final class Watch {
    private static final long EVERY_MILLIS = 100;
    /** Who was not even woken for so long shares a machine that is too busy. */
    private static final long STARVED_MILLIS = 1_000;

    private final Admin admin;
    private final History history;
    private final Tally tally;
    private final LongSupplier clock;
    private final Set<String> known = new HashSet<>();
    private final Set<String> frozen = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::look, "watch");
    private volatile boolean sticky = true;
    private volatile boolean enough;
    private volatile Set<String> expected = Set.of();
    private final Set<String> down = new HashSet<>();
    private long lookedAt = Long.MAX_VALUE;
    private volatile Map<String, JsonObject> nodes = Map.of();

    Watch(Admin admin, History history, Tally tally, LongSupplier clock) {
        this.admin = admin;
        this.history = history;
        this.tally = tally;
        this.clock = clock;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() throws InterruptedException {
        enough = true;
        thread.join();
    }

    private void look() {
        try {
            while (!enough) {
                note(admin.nodes());
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (IOException | InterruptedException over) {
            // Who needs the nodes asks again, and hears the reason.
        }
    }

    private void note(Map<String, JsonObject> now) throws IOException, InterruptedException {
        nodes = now;
        known.addAll(now.keySet());
        known.stream().filter(id -> !serves(now.get(id))).forEach(this::disturbs);
        frozen.forEach(this::hurts);
        judge(now);
        if (!sticky) {
            history.note(History.FREE, clock.getAsLong());
        }
    }

    /** Nobody did anything to those expected to be UP: that they are not is a fault, unless probes came too late. */
    private void judge(Map<String, JsonObject> now) throws IOException, InterruptedException {
        long millis = clock.getAsLong();
        if (millis - lookedAt > STARVED_MILLIS) {
            history.note(History.STARVED, millis);
        }
        lookedAt = millis;
        for (String id : expected) {
            JsonObject node = now.get(id);
            if (Admin.isUp(node)) {
                down.remove(id);
            } else {
                String why = node == null || Admin.ejection(node).isEmpty() ? admin.lastFall(id) : Admin.ejection(node);
                if (why.contains("Layer7 timeout")) {
                    history.note(History.STARVED, millis);
                } else if (!why.isEmpty() && down.add(id)) {
                    tally.add(new Problem("DOWN", millis, id + ", to which nothing was done: " + why, "nothing"));
                }
            }
        }
    }

    /** @param ids of nodes that must be UP from now on, until others are said */
    void expect(Set<String> ids) {
        expected = Set.copyOf(ids);
    }

    private static boolean serves(JsonObject node) {
        return Admin.isUp(node) && !node.getString("state").equals("maint");
    }

    /** Its clients may move. */
    void disturbs(String id) {
        history.note(id, clock.getAsLong());
    }

    /** Requests break off there. */
    void hurts(String id) {
        disturbs(id);
        history.note(History.HURT, clock.getAsLong());
    }

    void freezes(String id) {
        hurts(id);
        frozen.add(id);
    }

    void thawed(String id) {
        hurts(id);
        frozen.remove(id);
    }

    void strategy(String name) {
        history.note(History.FREE, clock.getAsLong());
        sticky = name.startsWith("sticky");
    }

    /** As they were a moment ago. */
    Map<String, JsonObject> nodes() {
        return nodes;
    }
}
