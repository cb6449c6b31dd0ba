package scales.balancer.config;

import java.util.regex.Pattern;

/**
 * A node as written in an option: {@code s1=127.0.0.1:3001,weight=2,limit=8}.
 *
 * @param address {@code HOST:PORT}
 * @param weight  0 to 256
 * @param limit   most requests at a time, 0 for none
 */
public record NodeEntry(String id, String address, int weight, int limit) {
    private static final Pattern ID = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,64}");
    private static final String FORM = "expected ID=HOST:PORT[,weight=W][,limit=L], got '%s'";

    static NodeEntry parse(String text) {
        String[] parts = text.split(",");
        int equals = parts[0].indexOf('=');
        String id = equals < 0 ? "" : parts[0].substring(0, equals);
        String address = parts[0].substring(equals + 1);
        if (!isId(id) || !address.matches("([A-Za-z0-9._%-]+|\\[[A-Za-z0-9._:%-]+]):[0-9]{1,5}") || !isPort(address)) {
            throw new IllegalArgumentException(FORM.formatted(text));
        }
        int weight = 1;
        int limit = 0;
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].matches("weight=[0-9]{1,3}") && number(parts[i]) <= 256) {
                weight = number(parts[i]);
            } else if (parts[i].matches("limit=[0-9]{1,6}")) {
                limit = number(parts[i]);
            } else {
                throw new IllegalArgumentException(FORM.formatted(text) + "; weight is 0 to 256, limit 0 or more");
            }
        }
        return new NodeEntry(id, address, weight, limit);
    }

    /** Whether a node may be called that: {@code .} and {@code ..} cannot be in a path. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    private static boolean isPort(String address) {
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        return port >= 1 && port <= 65535;
    }

    private static int number(String assignment) {
        return Integer.parseInt(assignment.substring(assignment.indexOf('=') + 1));
    }
}
