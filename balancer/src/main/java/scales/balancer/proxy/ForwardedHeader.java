package scales.balancer.proxy;

import java.util.ArrayList;
import java.util.List;

/** Reads and writes {@code Forwarded} (RFC 7239). */
final class ForwardedHeader {
    private ForwardedHeader() {}

    /** An element for one hop; addresses of IPv6 and ports need quotes (RFC 7239, 4 and 6). */
    static String element(String client, String proto, String host) {
        String node = client.contains(":") ? "\"[" + client + "]\"" : client;
        return "for=" + node + ";proto=" + proto + (host == null || host.isEmpty() ? "" : ";host=\"" + host + "\"");
    }

    /** For whom each hop was, in order: an address without port, or {@code ""} where none is said. */
    static List<String> clients(List<String> values) {
        List<String> clients = new ArrayList<>();
        if (values.isEmpty()) {
            return clients;
        }
        for (String element : split(String.join(",", values), ',')) {
            clients.add(split(element, ';').stream().map(String::strip)
                    .filter(pair -> pair.regionMatches(true, 0, "for=", 0, 4))
                    .map(pair -> address(pair.substring(4))).findFirst().orElse(""));
        }
        return clients;
    }

    private static String address(String node) {
        String bare = node.replace("\"", "");
        if (bare.startsWith("[")) {
            int end = bare.indexOf(']');
            return end < 0 ? "" : bare.substring(1, end);
        }
        int colon = bare.indexOf(':');
        return colon < 0 ? bare : bare.substring(0, colon);
    }

    /** Where it does not stand within quotes. */
    private static List<String> split(String text, char at) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == at && !quoted) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }
}
