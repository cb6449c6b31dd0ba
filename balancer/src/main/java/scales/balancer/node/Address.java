package scales.balancer.node;

/**
 * Where a node listens.
 *
 * @param host     an IP address or a host name
 * @param port     1 to 65535
 * @param resolved what the name means at present, an IP address; null until that is known
 */
public record Address(String host, int port, String resolved) {

    public Address(String host, int port) {
        this(host, port, null);
    }

    /** The host to connect to. */
    public String target() {
        return resolved == null ? host : resolved;
    }

    /** Whether the host is a name, whose meaning may change. */
    public boolean isNamed() {
        return !host.contains(":") && !host.matches("[0-9.]+");
    }

    public boolean isSamePlaceAs(Address other) {
        return host.equals(other.host) && port == other.port;
    }

    /**
     * @param text {@code HOST:PORT} or {@code [IPv6]:PORT}
     * @throws IllegalArgumentException with a sentence for the person who typed it
     */
    public static Address parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 1 ? "" : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.contains(":")) {
            throw new IllegalArgumentException("expected [IPv6]:PORT, got '" + text + "'");
        }
        if (!host.matches("[A-Za-z0-9._:%-]+")) {
            throw new IllegalArgumentException("expected HOST:PORT, got '" + text + "'");
        }
        String port = text.substring(colon + 1);
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535) {
            throw new IllegalArgumentException("expected a port from 1 to 65535, got '" + port + "'");
        }
        return new Address(host, Integer.parseInt(port));
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
