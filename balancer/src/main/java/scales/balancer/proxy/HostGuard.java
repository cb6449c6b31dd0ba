package scales.balancer.proxy;

/** Judges for whom a request says it is: a name or an address, and perhaps a port (RFC 3986, 3.2.2 and 3.2.3). By hand, as each request is asked. */
final class HostGuard {
    private static final String NAME_MARKS = "._~!$&'()*+,;=-";
    private static final String ADDRESS_MARKS = ".:";
    private static final int HIGHEST_PORT = 65535;

    private HostGuard() {}

    /** Nothing at all is sound: so says a request for what has no host (RFC 9112, 3.2). */
    static boolean isSound(String host) {
        if (host.isEmpty()) {
            return true;
        }
        int end = host.charAt(0) == '[' ? endOfAddress(host) : endOfName(host);
        return end > 0 && (end == host.length() || host.charAt(end) == ':' && isPort(host, end + 1));
    }

    private static int endOfName(String host) {
        int i = 0;
        while (i < host.length()) {
            char c = host.charAt(i);
            if (c == '%') {
                if (i + 2 >= host.length() || !isHex(host.charAt(i + 1)) || !isHex(host.charAt(i + 2))) {
                    return -1;
                }
                i += 2;
            } else if (!isLetterOrDigit(c) && NAME_MARKS.indexOf(c) < 0) {
                return i;
            }
            i++;
        }
        return i;
    }

    private static int endOfAddress(String host) {
        int close = host.indexOf(']');
        for (int i = 1; i < close; i++) {
            if (!isHex(host.charAt(i)) && ADDRESS_MARKS.indexOf(host.charAt(i)) < 0) {
                return -1;
            }
        }
        int colon = host.indexOf(':');
        return colon > 0 && colon < close ? close + 1 : -1;
    }

    /** It may be empty. */
    private static boolean isPort(String host, int from) {
        int port = 0;
        for (int i = from; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
            port = port * 10 + c - '0';
            if (port > HIGHEST_PORT) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static boolean isHex(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }
}
