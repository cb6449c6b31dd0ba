package scales.lab.bench.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps what is measured and what measures apart, so that neither takes the other's time.
 *
 * @param proxies the core of the proxies, -1 where the system places everything
 * @param others  the core of load and origin
 */
record Cores(int proxies, int others) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String ALLOWED = "Cpus_allowed_list:";
    static final Cores ANY = new Cores(-1, -1);

    /** @return two of the cores that this process may use; {@link #ANY} where there are none or no {@code taskset} */
    static Cores find() throws IOException, InterruptedException {
        if (!Files.exists(STATUS) || !Command.exists("taskset", "--version")) {
            return ANY;
        }
        List<Integer> allowed = new ArrayList<>();
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith(ALLOWED)) {
                for (String range : line.substring(ALLOWED.length()).strip().split(",")) {
                    String[] ends = range.split("-");
                    for (int core = Integer.parseInt(ends[0]); core <= Integer.parseInt(ends[ends.length - 1]); core++) {
                        allowed.add(core);
                    }
                }
            }
        }
        return allowed.size() < 2 ? ANY : new Cores(allowed.get(0), allowed.get(1));
    }

    boolean pinned() {
        return proxies >= 0;
    }

    /** Moves this process, with all its threads, to where the load belongs. */
    void moveThisProcess() throws IOException, InterruptedException {
        if (pinned()) {
            Command.exists("taskset", "-a", "-c", "-p", Integer.toString(others), Long.toString(ProcessHandle.current().pid()));
        }
    }

    List<String> onProxies(List<String> command) {
        return on(proxies, command);
    }

    List<String> onOthers(List<String> command) {
        return on(others, command);
    }

    private List<String> on(int core, List<String> command) {
        List<String> words = new ArrayList<>();
        if (pinned()) {
            words.addAll(List.of("taskset", "-c", Integer.toString(core)));
        }
        words.addAll(command);
        return words;
    }

    @Override
    public String toString() {
        return pinned() ? "each proxy on one core, load and origin on another" : "placed by the system";
    }
}
