package scales.balancer.proxy;

/** What is listened on; -1 for what is not there. */
public record Ports(int plain, int tls, int proxyProtocol) {}
