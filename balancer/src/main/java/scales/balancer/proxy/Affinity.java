package scales.balancer.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;

/**
 * The cookie by which a client goes back to its node.
 *
 * @param cookie its name
 */
public record Affinity(Mode mode, String cookie) {
    /** Whose cookie it is. */
    public enum Mode {
        /** Our own: HAProxy's {@code cookie SERVERID insert indirect nocache}; nodes never see it. */
        INSERT,
        /** The application's, with the node's name before its value: HAProxy's {@code cookie NODESESSID prefix}. */
        PREFIX
    }

    private static final char DELIMITER = '~';

    /**
     * Takes the node's name out of the request.
     *
     * @param headers of the request to the node; its cookies are rewritten as the node may see them
     * @return the name as the client sent it, or null
     */
    String take(MultiMap headers) {
        List<String> cookies = headers.getAll(HttpHeaders.COOKIE);
        if (cookies.isEmpty()) {
            return null;
        }
        String found = null;
        List<String> kept = new ArrayList<>();
        for (String line : cookies) {
            for (String pair : line.split(";")) {
                String value = valueOf(pair);
                if (value == null) {
                    kept.add(pair.strip());
                    continue;
                }
                int delimiter = value.indexOf(DELIMITER);
                if (found == null) {
                    found = mode == Mode.INSERT ? value : delimiter < 0 ? "" : value.substring(0, delimiter);
                }
                if (mode == Mode.PREFIX) {
                    kept.add(cookie + "=" + value.substring(delimiter + 1));
                }
            }
        }
        if (found != null) {
            headers.remove(HttpHeaders.COOKIE);
            if (!kept.isEmpty()) {
                headers.set(HttpHeaders.COOKIE, String.join("; ", kept));
            }
        }
        return found;
    }

    private String valueOf(String pair) {
        String text = pair.strip();
        return text.startsWith(cookie) && text.length() > cookie.length() && text.charAt(cookie.length()) == '='
                ? text.substring(cookie.length() + 1)
                : null;
    }

    /**
     * Tells the client its node.
     *
     * @param sent    what {@link #take} found
     * @param headers of the answer to the client
     */
    void give(String nodeId, String sent, MultiMap headers) {
        if (mode == Mode.PREFIX) {
            List<String> cookies = headers.getAll("set-cookie").stream().map(c -> prefixed(c, nodeId)).toList();
            if (!cookies.isEmpty()) {
                headers.set("set-cookie", cookies);
            }
        } else if (!nodeId.equals(sent)) {
            headers.add("set-cookie", cookie + "=" + nodeId + "; path=/");
            headers.set("cache-control", "private");
        }
    }

    private String prefixed(String setCookie, String nodeId) {
        return setCookie.startsWith(cookie + "=")
                ? cookie + "=" + nodeId + DELIMITER + setCookie.substring(cookie.length() + 1)
                : setCookie;
    }
}
