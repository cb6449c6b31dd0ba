package scales.balancer.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Judges addresses and networks such as {@code 10.0.0.0/8}; names are never looked up. */
final class Networks {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private Networks() {}

    static boolean isOne(String text) {
        int slash = text.indexOf('/');
        int bits = bits(slash < 0 ? text : text.substring(0, slash));
        String prefix = slash < 0 ? "0" : text.substring(slash + 1);
        return bits > 0 && prefix.matches("[0-9]{1,3}") && Integer.parseInt(prefix) <= bits;
    }

    /** How long an address is; 0 for what is none. */
    private static int bits(String address) {
        if (IPV4.matcher(address).matches()) {
            return 32;
        }
        if (!IPV6.matcher(address).matches()) {
            return 0;
        }
        try {
            // What has a colon and stands in brackets is no name.
            return InetAddress.getByName("[" + address + "]").getAddress().length * 8;
        } catch (UnknownHostException malformed) {
            return 0;
        }
    }
}
