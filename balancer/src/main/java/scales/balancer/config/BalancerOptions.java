package scales.balancer.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options, each also an environment variable ({@code --check-interval} is {@code SCALES_CHECK_INTERVAL}) and a key of the file. */
@Command(name = "balancer", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = Version.class,
        description = "Forwards requests to workers under a strategy that can be changed while it runs.")
final class BalancerOptions {
    @Option(names = "--config", paramLabel = "FILE",
            description = "A properties file; its keys are the options' names without dashes. Followed while the balancer runs.")
    Path config;

    @Option(names = "--check", description = "Judge options, environment and file, say what is wrong, and end.")
    boolean check;

    @Option(names = "--host", defaultValue = "0.0.0.0", description = "Address for clients. Default: ${DEFAULT-VALUE}")
    String host;

    @Option(names = "--port", defaultValue = "8888", description = "Port for clients, 0 for a free one. Default: ${DEFAULT-VALUE}")
    int port;

    @Option(names = "--admin-host", defaultValue = "127.0.0.1",
            description = "Address of page, admin API and command line. Default: ${DEFAULT-VALUE}")
    String adminHost;

    @Option(names = "--admin-host-name", paramLabel = "NAME", split = "[,;\\s]+",
            description = "Name under which the page is reached without a token, beside localhost and addresses; may be given several times.")
    List<String> adminHostNames = new ArrayList<>();

    @Option(names = "--admin-port", defaultValue = "1936", description = "Port of page and admin API. Default: ${DEFAULT-VALUE}")
    int adminPort;

    @Option(names = "--cli-port", defaultValue = "9999", description = "Port of the command line. Default: ${DEFAULT-VALUE}")
    int cliPort;

    @Option(names = "--cli-admin", paramLabel = "true|false", arity = "0..1", fallbackValue = "true", defaultValue = "false",
            description = "Whether the command line may change things even where it listens beyond this machine: it asks for no"
                    + " token, so give this only where the port is closed to strangers. Default: ${DEFAULT-VALUE}")
    boolean cliAdmin;

    @Option(names = "--admin-token-file", paramLabel = "FILE",
            description = "Holds the token that changes need from other machines; made when absent. Or SCALES_ADMIN_TOKEN.")
    Path adminTokenFile;

    @Option(names = "--event-loops", defaultValue = "0", description = "Threads that carry requests, 0 for one per core. Default: ${DEFAULT-VALUE}")
    int eventLoops;

    @Option(names = "--node", paramLabel = "NODE", split = "[;\\s]+",
            description = "ID=HOST:PORT[,weight=W][,limit=L]; may be given several times, or several separated by blanks.")
    List<String> nodes = new ArrayList<>();

    @Option(names = "--strategy", defaultValue = "round-robin", description = "How nodes are chosen. Default: ${DEFAULT-VALUE}")
    String strategy;

    @Option(names = "--cookie", defaultValue = "SERVERID", description = "Affinity cookie. Default: ${DEFAULT-VALUE}")
    String cookie;

    @Option(names = "--cookie-mode", defaultValue = "insert",
            description = "insert: a cookie of our own; prefix: the application's, with the node's name before its value. Default: ${DEFAULT-VALUE}")
    String cookieMode;

    @Option(names = "--trusted-proxy", paramLabel = "NETWORK", split = "[,;\\s]+",
            description = "Address or network whose X-Forwarded-For counts; may be given several times.")
    List<String> trustedProxies = new ArrayList<>();

    @Option(names = "--admin-network", paramLabel = "NETWORK", split = "[,;\\s]+",
            description = "Address or network, beside this machine, whose requests may ask with X-Scales-Explain why they went"
                    + " where they went; may be given several times.")
    List<String> adminNetworks = new ArrayList<>();

    @Option(names = "--tls-certificate", paramLabel = "FILE",
            description = "PEM chain, the server's own certificate first; with --tls-key, HTTPS is served too. Followed while the balancer runs.")
    Path tlsCertificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "PEM, PKCS#8, not encrypted: the key of that certificate.")
    Path tlsKey;

    @Option(names = "--tls-port", defaultValue = "8443", description = "Port for HTTPS, 0 for a free one. Default: ${DEFAULT-VALUE}")
    int tlsPort;

    @Option(names = "--proxy-protocol", paramLabel = "NETWORK", split = "[,;\\s]+",
            description = "Address or network that may say, by the PROXY protocol, who its clients are; may be given several times.")
    List<String> proxyProtocol = new ArrayList<>();

    @Option(names = "--proxy-protocol-port", defaultValue = "8889",
            description = "Port where such connections come in, 0 for a free one. Default: ${DEFAULT-VALUE}")
    int proxyProtocolPort;

    @Option(names = "--check-method", defaultValue = "GET", description = "GET or HEAD. Default: ${DEFAULT-VALUE}")
    String checkMethod;

    @Option(names = "--check-path", defaultValue = "/health", description = "What probes ask for. Default: ${DEFAULT-VALUE}")
    String checkPath;

    @Option(names = "--check-interval", defaultValue = "2s", converter = Converters.OfDuration.class, description = "Between probes. Default: ${DEFAULT-VALUE}")
    Duration checkInterval;

    @Option(names = "--check-timeout", defaultValue = "2s", converter = Converters.OfDuration.class, description = "For one probe. Default: ${DEFAULT-VALUE}")
    Duration checkTimeout;

    @Option(names = "--check-fall", defaultValue = "3", description = "Failures in a row that bring a node DOWN. Default: ${DEFAULT-VALUE}")
    int checkFall;

    @Option(names = "--check-rise", defaultValue = "2", description = "Successes in a row that bring a node UP. Default: ${DEFAULT-VALUE}")
    int checkRise;

    @Option(names = "--connect-timeout", defaultValue = "2s", converter = Converters.OfDuration.class, description = "To reach a node. Default: ${DEFAULT-VALUE}")
    Duration connectTimeout;

    @Option(names = "--node-keep-alive", defaultValue = "30s", converter = Converters.OfDuration.class,
            description = "Of a connection to a node, without a request; less than its nodes keep it. Default: ${DEFAULT-VALUE}")
    Duration nodeKeepAlive;

    @Option(names = "--response-timeout", defaultValue = "60s", converter = Converters.OfDuration.class, description = "For an answer to begin. Default: ${DEFAULT-VALUE}")
    Duration responseTimeout;

    @Option(names = "--stall-timeout", defaultValue = "60s", converter = Converters.OfDuration.class, description = "Without a byte of an answer that has begun. Default: ${DEFAULT-VALUE}")
    Duration stallTimeout;

    @Option(names = "--total-timeout", defaultValue = "10m", converter = Converters.OfDuration.class,
            description = "From the end of a request to the end of its answer, 0s for no end. Default: ${DEFAULT-VALUE}")
    Duration totalTimeout;

    @Option(names = "--header-timeout", defaultValue = "10s", converter = Converters.OfDuration.class, description = "For a request's head to come whole. Default: ${DEFAULT-VALUE}")
    Duration headerTimeout;

    @Option(names = "--body-timeout", defaultValue = "20s", converter = Converters.OfDuration.class,
            description = "Without a byte of a request's body; its rate is taken over that time. Default: ${DEFAULT-VALUE}")
    Duration bodyTimeout;

    @Option(names = "--least-upload-rate", defaultValue = "1KiB", converter = Converters.OfBytes.class, description = "Of a request's body, per second. Default: ${DEFAULT-VALUE}")
    long leastUploadRate;

    @Option(names = "--keep-alive-timeout", defaultValue = "60s", converter = Converters.OfDuration.class,
            description = "Of a client's connection, between an answer and the next request. Default: ${DEFAULT-VALUE}")
    Duration keepAliveTimeout;

    @Option(names = "--write-timeout", defaultValue = "30s", converter = Converters.OfDuration.class,
            description = "Without a client taking a byte of its answer; its rate is taken over that time. Default: ${DEFAULT-VALUE}")
    Duration writeTimeout;

    @Option(names = "--least-download-rate", defaultValue = "1KiB", converter = Converters.OfBytes.class, description = "Of an answer, per second. Default: ${DEFAULT-VALUE}")
    long leastDownloadRate;

    @Option(names = "--max-connections", defaultValue = "20000", description = "Of all clients; more are closed at once. Default: ${DEFAULT-VALUE}")
    int maxConnections;

    @Option(names = "--max-connections-per-address", defaultValue = "0", description = "Of one client, 0 for no limit. Default: ${DEFAULT-VALUE}")
    int maxConnectionsPerAddress;

    @Option(names = "--max-header-size", defaultValue = "32KiB", converter = Converters.OfBytes.class, description = "Of one request. Default: ${DEFAULT-VALUE}")
    long maxHeaderSize;

    @Option(names = "--max-headers", defaultValue = "200", description = "Lines of one request's header. Default: ${DEFAULT-VALUE}")
    int maxHeaders;

    @Option(names = "--stop-delay", defaultValue = "1s", converter = Converters.OfDuration.class,
            description = "How long it serves on when told to stop, not ready and sending clients away. Default: ${DEFAULT-VALUE}")
    Duration stopDelay;

    @Option(names = "--stop-timeout", defaultValue = "30s", converter = Converters.OfDuration.class, description = "For what runs when told to stop. Default: ${DEFAULT-VALUE}")
    Duration stopTimeout;

    @Option(names = "--max-body", defaultValue = "40MiB", converter = Converters.OfBytes.class, description = "Of one request. Default: ${DEFAULT-VALUE}")
    long maxBody;

    @Option(names = "--keep-body", defaultValue = "40MiB", converter = Converters.OfBytes.class,
            description = "Of one request, in memory, to send it again elsewhere. Default: ${DEFAULT-VALUE}")
    long keepBody;

    @Option(names = "--keep-bodies", defaultValue = "0", converter = Converters.OfBytes.class,
            description = "Of all requests, in memory; 0 for a quarter of the heap. Default: ${DEFAULT-VALUE}")
    long keepBodies;

    @Option(names = "--keep-answer", defaultValue = "8MiB", converter = Converters.OfBytes.class,
            description = "Of one answer, in memory, ahead of a client that takes it slowly. Default: ${DEFAULT-VALUE}")
    long keepAnswer;

    @Option(names = "--keep-answers", defaultValue = "0", converter = Converters.OfBytes.class,
            description = "Of all answers, in memory; 0 for an eighth of the heap. Default: ${DEFAULT-VALUE}")
    long keepAnswers;

    @Option(names = "--queue", defaultValue = "1000", description = "Requests that may wait for a place on a node, 0 for none. Default: ${DEFAULT-VALUE}")
    int queue;

    @Option(names = "--queue-timeout", defaultValue = "5s", converter = Converters.OfDuration.class, description = "For a place on a node. Default: ${DEFAULT-VALUE}")
    Duration queueTimeout;

    @Option(names = "--sticky-full", defaultValue = "move",
            description = "When the node that a client's cookie names is full: move, or wait for it. Default: ${DEFAULT-VALUE}")
    String stickyFull;

    @Option(names = "--attempts", defaultValue = "3", description = "Nodes tried for one request. Default: ${DEFAULT-VALUE}")
    int attempts;

    @Option(names = "--retry-percent", defaultValue = "20", description = "Of requests that may be retried. Default: ${DEFAULT-VALUE}")
    int retryPercent;

    @Option(names = "--eject-after", defaultValue = "3",
            description = "Failed requests in a row after which a node gets nothing for a while, 0 for never. Default: ${DEFAULT-VALUE}")
    int ejectAfter;

    @Option(names = "--eject-time", defaultValue = "5s", converter = Converters.OfDuration.class,
            description = "For how long at first; twice as long each time that it happens again soon. Default: ${DEFAULT-VALUE}")
    Duration ejectTime;

    @Option(names = "--eject-most", defaultValue = "5m", converter = Converters.OfDuration.class,
            description = "For how long at most. Default: ${DEFAULT-VALUE}")
    Duration ejectMost;

    @Option(names = "--slow-start", defaultValue = "0s", converter = Converters.OfDuration.class,
            description = "Until a node that came back has its full share of the load, 0s for at once. Default: ${DEFAULT-VALUE}")
    Duration slowStart;

    @Option(names = "--access-log", defaultValue = "none", description = "A line for every request: none, text or json. Default: ${DEFAULT-VALUE}")
    String accessLog;

    @Option(names = "--access-log-file", paramLabel = "FILE", description = "Where these lines are appended, instead of standard output.")
    Path accessLogFile;

    @Option(names = "--log", defaultValue = "text", description = "text or json. Default: ${DEFAULT-VALUE}")
    String log;
}
