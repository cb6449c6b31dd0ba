package scales.balancer.admin;

/** Whether a listener can be reached from this machine only. */
public final class Loopback {
    private Loopback() {}

    /** @param host as given in an option: a name or an address */
    public static boolean is(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }
}
