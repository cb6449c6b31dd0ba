package scales.balancer.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/** Headers that belong to one connection and are not passed on (RFC 9110, 7.6.1). */
final class Hop {
    private Hop() {}

    /** By length first: most names differ in it already, and each is asked about in every message. */
    private static boolean isByHop(String name) {
        return switch (name.length()) {
            case 2 -> name.equalsIgnoreCase("te");
            case 7 -> name.equalsIgnoreCase("trailer") || name.equalsIgnoreCase("upgrade");
            case 10 -> name.equalsIgnoreCase("connection") || name.equalsIgnoreCase("keep-alive");
            case 16 -> name.equalsIgnoreCase("proxy-connection");
            case 17 -> name.equalsIgnoreCase("transfer-encoding");
            case 18 -> name.equalsIgnoreCase("proxy-authenticate");
            case 19 -> name.equalsIgnoreCase("proxy-authorization");
            default -> false;
        };
    }

    /** Whether the sender wants the connection closed; Vert.x understands {@code close} only when it stands alone. */
    static boolean wantsClose(MultiMap headers) {
        return says(headers, "close");
    }

    /** Whether a sender of HTTP/1.0, of whom nobody expects it, wants to go on (RFC 9112, C.2.2). */
    static boolean wantsToStay(MultiMap headers) {
        return says(headers, "keep-alive");
    }

    private static boolean says(MultiMap headers, String wanted) {
        for (String connection : headers.getAll(HttpHeaders.CONNECTION)) {
            for (String option : connection.split(",")) {
                if (option.strip().equalsIgnoreCase(wanted)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Copies what passes: all but the hop's own headers and those that {@code Connection} names. */
    static void copy(MultiMap from, MultiMap to) {
        from.forEach((name, value) -> {
            if (!isByHop(name)) {
                to.add(name, value);
            }
        });
        for (String connection : from.getAll(HttpHeaders.CONNECTION)) {
            for (String named : connection.split(",")) {
                // A sender cannot name away what frames or routes the message.
                if (!named.isBlank() && !named.strip().equalsIgnoreCase("host")
                        && !named.strip().equalsIgnoreCase("content-length")) {
                    to.remove(named.strip());
                }
            }
        }
    }
}
