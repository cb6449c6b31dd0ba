package scales.balancer.proxy;

import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.Set;

/** Headers that belong to one connection and are not passed on (RFC 9110, 7.6.1). */
final class Hop {
    private static final Set<String> BY_HOP = Set.of(
            "connection", "keep-alive", "proxy-connection", "proxy-authenticate", "proxy-authorization", "te", "trailer",
            "transfer-encoding", "upgrade");

    private Hop() {}

    /** Whether the sender wants the connection closed; Vert.x understands {@code close} only when it stands alone. */
    static boolean wantsClose(MultiMap headers) {
        return headers.getAll("connection").stream()
                .flatMap(connection -> Arrays.stream(connection.split(",")))
                .anyMatch(option -> option.strip().equalsIgnoreCase("close"));
    }

    /** Copies what passes: all but the hop's own headers and those that {@code Connection} names. */
    static void copy(MultiMap from, MultiMap to) {
        to.addAll(from);
        for (String connection : from.getAll("connection")) {
            for (String named : connection.split(",")) {
                // A sender cannot name away what frames or routes the message.
                if (!named.isBlank() && !named.strip().equalsIgnoreCase("host")
                        && !named.strip().equalsIgnoreCase("content-length")) {
                    to.remove(named.strip());
                }
            }
        }
        BY_HOP.forEach(to::remove);
    }
}
