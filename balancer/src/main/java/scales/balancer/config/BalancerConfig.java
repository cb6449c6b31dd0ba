package scales.balancer.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything a balancer is told at its start; judged.
 *
 * @param adminNetworks whose requests may ask why they went where they went, beside those of this machine
 * @param slowStart     until a node that came back has its full share, zero for at once
 * @param adminToken    what a caller must know to change anything from another machine, or null: then nobody can
 */
public record BalancerConfig(
        Listen listen,
        Tls tls,
        ProxyProtocol proxyProtocol,
        List<NodeEntry> nodes,
        String strategy,
        Cookie cookie,
        List<String> trustedProxies,
        List<String> adminNetworks,
        Checks checks,
        Timeouts timeouts,
        Clients clients,
        Bodies bodies,
        Queue queue,
        Retries retries,
        Ejection ejection,
        Duration slowStart,
        AccessLog accessLog,
        String adminToken) {

    /**
     * Where it listens. A port of 0 takes a free one.
     *
     * @param adminNames under which browsers may reach the admin port without the token; lower case
     * @param cliAdmin   whether the command line may change things even when its address is not loopback
     * @param eventLoops how many threads carry requests
     */
    public record Listen(String host, int port, String adminHost, int adminPort, List<String> adminNames, int cliPort, boolean cliAdmin,
            int eventLoops) {}

    /**
     * Where HTTPS is served.
     *
     * @param certificate PEM chain, judged once, it may change; null for no HTTPS
     * @param key         PEM, PKCS#8
     */
    public record Tls(int port, Path certificate, Path key) {}

    /**
     * Where the PROXY protocol is spoken.
     *
     * @param from addresses or networks that may connect there; none for no such port
     */
    public record ProxyProtocol(int port, List<String> from) {}

    /** @param mode {@code insert} or {@code prefix} */
    public record Cookie(String mode, String name) {}

    /**
     * @param method {@code GET} or {@code HEAD}
     * @param rise   successes in a row that bring a node UP
     * @param fall   failures in a row that bring it DOWN
     */
    public record Checks(String method, String path, Duration interval, Duration timeout, int rise, int fall) {}

    /**
     * @param connect       to reach a node
     * @param nodeKeepAlive of a connection to a node, without a request
     * @param response      for an answer to begin
     * @param stall         without a byte of an answer that has begun
     * @param total         from the end of a request to the end of its answer, zero for no end
     * @param stopDelay     how long the balancer serves on, not ready, when it is told to stop
     * @param stop          for what runs after that
     */
    public record Timeouts(Duration connect, Duration nodeKeepAlive, Duration response, Duration stall, Duration total,
            Duration stopDelay, Duration stop) {}

    /**
     * What clients are allowed.
     *
     * @param header           for a head to come whole
     * @param body             without a byte of a body, and the time over which the rate of upload is taken
     * @param leastUpload      bytes per second of a body
     * @param keepAlive        between an answer and the next request
     * @param write            without a client taking a byte, and the time over which its rate is taken
     * @param leastDownload    bytes per second of an answer
     * @param most             connections of all clients
     * @param mostPerAddress   connections of one client, 0 for no limit
     * @param headerSize       bytes of all header lines of a request
     * @param headers          header lines of a request
     */
    public record Clients(Duration header, Duration body, long leastUpload, Duration keepAlive, Duration write, long leastDownload,
            int most, int mostPerAddress, int headerSize, int headers) {}

    /**
     * In bytes.
     *
     * @param most        of one request body
     * @param kept        of one request body, in memory, to send it again
     * @param keptAll     of all request bodies
     * @param keptAnswer  of one answer, in memory, ahead of a client that takes it slowly
     * @param keptAnswers of all answers
     */
    public record Bodies(long most, long kept, long keptAll, long keptAnswer, long keptAnswers) {}

    /**
     * Requests that wait for a place on a node.
     *
     * @param length   how many, 0 for none
     * @param timeout  how long
     * @param heldWait whether a client waits for the node that its cookie names, rather than move
     */
    public record Queue(int length, Duration timeout, boolean heldWait) {}

    /**
     * @param attempts on different nodes, the first included
     * @param percent  of requests that may be retried
     */
    public record Retries(int attempts, int percent) {}

    /**
     * Of nodes that fail requests.
     *
     * @param after failures in a row, 0 for never
     * @param time  of the first one
     * @param most  of any
     */
    public record Ejection(int after, Duration time, Duration most) {}

    /**
     * A line for every request.
     *
     * @param format {@code none}, {@code text} or {@code json}
     * @param file   null for standard output
     */
    public record AccessLog(String format, Path file) {}

    /** The same, with these nodes after its own. */
    public BalancerConfig and(List<NodeEntry> more) {
        List<NodeEntry> all = Stream.concat(nodes.stream(), more.stream()).toList();
        return new BalancerConfig(
                listen, tls, proxyProtocol, all, strategy, cookie, trustedProxies, adminNetworks, checks, timeouts, clients, bodies, queue,
                retries, ejection, slowStart, accessLog, adminToken);
    }
}
