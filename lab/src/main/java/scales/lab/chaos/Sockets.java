package scales.lab.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Connections of a process, as Linux counts them in {@code /proc}; elsewhere nobody can say. A connection that its peer closed
 * and the process did not is counted, too.
 *
 * @param clients of the proxy's port
 * @param nodes   to workers, probes included
 */
record Sockets(int clients, int nodes) {
    private static final String LISTEN = "0A";
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    Sockets orFewer(Sockets other) {
        return new Sockets(Math.min(clients, other.clients), Math.min(nodes, other.nodes));
    }

    static boolean canBeCounted() {
        return Files.isReadable(Path.of("/proc/self/net/tcp"));
    }

    static Sockets of(BalancerProcess balancer) throws IOException {
        Path folder = Path.of("/proc", String.valueOf(balancer.child().pid()));
        Set<String> own = own(folder.resolve("fd"));
        String door = ":%04X".formatted(balancer.port());
        String admin = ":%04X".formatted(balancer.adminPort());
        int clients = 0;
        int nodes = 0;
        for (String table : new String[] {"net/tcp", "net/tcp6"}) {
            if (Files.exists(folder.resolve(table))) {
                for (String line : Files.readAllLines(folder.resolve(table))) {
                    String[] columns = line.strip().split("\\s+");
                    if (columns.length > INODE && own.contains(columns[INODE]) && !columns[STATE].equals(LISTEN)) {
                        clients += columns[LOCAL].endsWith(door) ? 1 : 0;
                        nodes += columns[LOCAL].endsWith(door) || columns[LOCAL].endsWith(admin) ? 0 : 1;
                    }
                }
            }
        }
        return new Sockets(clients, nodes);
    }

    /** Numbers of the sockets that the process holds open. */
    private static Set<String> own(Path descriptors) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> links = Files.list(descriptors)) {
            for (Path link : (Iterable<Path>) links::iterator) {
                String target = readLink(link);
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        }
        return inodes;
    }

    private static String readLink(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
