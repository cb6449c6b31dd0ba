package scales.balancer.proxy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;

/** Whose word about a client's address counts. */
public final class TrustedProxies {
    private final List<Network> networks;

    /** @param networks addresses or networks such as {@code 10.0.0.0/8}; no names */
    public TrustedProxies(List<String> networks) {
        this.networks = networks.stream().map(Network::parse).toList();
    }

    /**
     * The client's address: of {@code X-Forwarded-For} or its like, read from its end, the first one that is no trusted proxy's. Left of
     * that, anybody may have written anything.
     *
     * @param peer         the address at the other end of the connection
     * @param forwardedFor all values of the header, in order
     */
    public String client(String peer, List<String> forwardedFor) {
        if (!trusts(peer)) {
            return peer;
        }
        String client = peer;
        String[] hops = String.join(",", forwardedFor).split(",");
        for (int i = hops.length - 1; i >= 0; i--) {
            String hop = hops[i].strip();
            if (hop.isEmpty() || Network.literal(hop) == null) {
                return client;
            }
            client = hop;
            if (!trusts(hop)) {
                return client;
            }
        }
        return client;
    }

    public boolean trusts(String address) {
        byte[] bytes = networks.isEmpty() ? null : Network.literal(address);
        return bytes != null && networks.stream().anyMatch(network -> network.contains(bytes));
    }

    private record Network(byte[] prefix, int bits) {
        private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
        private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
        private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

        static Network parse(String text) {
            int slash = text.indexOf('/');
            byte[] prefix = literal(slash < 0 ? text : text.substring(0, slash));
            if (prefix == null || slash >= 0 && !text.substring(slash + 1).matches("[0-9]{1,3}")) {
                throw new IllegalArgumentException("expected an address or a network such as 10.0.0.0/8, got '" + text + "'");
            }
            int bits = slash < 0 ? prefix.length * 8 : Integer.parseInt(text.substring(slash + 1));
            if (bits > prefix.length * 8) {
                throw new IllegalArgumentException("expected at most /" + prefix.length * 8 + ", got '" + text + "'");
            }
            return new Network(prefix, bits);
        }

        /** The bytes of a literal address, or null: a name is never looked up here. */
        static byte[] literal(String text) {
            boolean ipv4 = IPV4.matcher(text).matches();
            if (!ipv4 && !IPV6.matcher(text).matches()) {
                return null;
            }
            try {
                // What has a colon and stands in brackets is no name.
                return InetAddress.getByName(ipv4 ? text : "[" + text + "]").getAddress();
            } catch (UnknownHostException malformed) {
                return null;
            }
        }

        boolean contains(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit & 7);
                if ((address[bit >> 3] & mask) != (prefix[bit >> 3] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
