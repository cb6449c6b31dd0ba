package scales.lab.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import scales.lab.up.Child;
import scales.lab.up.TiedWorker;

/** The workers' processes, by name. */
final class Workers {
    /** Shorter than the default, so that some frozen workers are forgotten and must announce themselves anew. */
    private static final String TTL = "9s";

    private final Path logs;
    private final String announceTo;
    private final Map<String, Child> running = new ConcurrentHashMap<>();
    private final List<Child> all = new ArrayList<>();

    Workers(Path logs, int adminPort) {
        this.logs = logs;
        this.announceTo = "http://127.0.0.1:" + adminPort;
    }

    /** @param port 0 for a free one */
    synchronized void start(String id, int port) throws IOException {
        Child child = new Child(List.of(
                // They start often, and share a machine with all the rest.
                "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", TiedWorker.class.getName(),
                "--id", id, "--host", "127.0.0.1", "--port", String.valueOf(port), "--slots", "2",
                "--announce", announceTo, "--announce-ttl", TTL), logs.resolve(id + "-" + all.size() + ".log"));
        running.put(id, child);
        all.add(child);
    }

    Child get(String id) {
        return running.get(id);
    }

    boolean isRunning(String id) {
        Child child = running.get(id);
        return child != null && child.isAlive();
    }

    synchronized void killAll() {
        all.forEach(Child::kill);
    }
}
