package scales.balancer.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Judges the options as a whole. */
final class Judge {
    private static final int TOKEN_BYTES = 24;

    private final BalancerOptions options;
    private final Function<String, Optional<String>> strategyProblem;
    private final boolean makesToken;
    private final List<String> problems;

    /** @param makesToken whether a token file that is named and absent is made */
    Judge(BalancerOptions options, Function<String, Optional<String>> strategyProblem, boolean makesToken, List<String> problems) {
        this.options = options;
        this.strategyProblem = strategyProblem;
        this.makesToken = makesToken;
        this.problems = problems;
    }

    BalancerConfig config(String tokenFromEnvironment) {
        port("--port", options.port);
        port("--admin-port", options.adminPort);
        port("--cli-port", options.cliPort);
        port("--tls-port", options.tlsPort);
        port("--proxy-protocol-port", options.proxyProtocolPort);
        distinctPorts();
        between("--event-loops", options.eventLoops, 0, 1024);
        between("--check-fall", options.checkFall, 1, 1000);
        between("--check-rise", options.checkRise, 1, 1000);
        between("--queue", options.queue, 0, 1_000_000);
        positive("--queue-timeout", options.queueTimeout);
        expect(options.stickyFull.matches("move|wait"), "--sticky-full: expected move or wait, got '" + options.stickyFull + "'");
        between("--attempts", options.attempts, 1, 100);
        between("--retry-percent", options.retryPercent, 0, 100);
        between("--eject-after", options.ejectAfter, 0, 1_000_000);
        positive("--eject-time", options.ejectTime);
        expect(options.ejectMost.compareTo(options.ejectTime) >= 0, "--eject-most: expected --eject-time or more");
        expect(options.ejectMost.toDays() <= 1, "--eject-most: expected 24h or less");
        expect(options.slowStart.toDays() <= 1, "--slow-start: expected 24h or less");
        positive("--check-interval", options.checkInterval);
        positive("--check-timeout", options.checkTimeout);
        positive("--connect-timeout", options.connectTimeout);
        expect(options.nodeKeepAlive.toSeconds() >= 1 && options.nodeKeepAlive.toDays() <= 1 && options.nodeKeepAlive.toMillisPart() == 0,
                "--node-keep-alive: expected whole seconds, 1s to 24h");
        positive("--response-timeout", options.responseTimeout);
        positive("--stall-timeout", options.stallTimeout);
        positive("--header-timeout", options.headerTimeout);
        positive("--body-timeout", options.bodyTimeout);
        positive("--keep-alive-timeout", options.keepAliveTimeout);
        positive("--write-timeout", options.writeTimeout);
        between("--max-connections", options.maxConnections, 1, 10_000_000);
        between("--max-connections-per-address", options.maxConnectionsPerAddress, 0, 10_000_000);
        between("--max-headers", options.maxHeaders, 1, 10_000);
        expect(options.maxHeaderSize >= 1 << 10 && options.maxHeaderSize <= 1 << 20, "--max-header-size: expected 1KiB to 1MiB");
        expect(options.checkMethod.matches("GET|HEAD"), "--check-method: expected GET or HEAD, got '" + options.checkMethod + "'");
        expect(options.checkPath.matches("/[!-~]*"), "--check-path: expected a path such as /health, got '" + options.checkPath + "'");
        expect(options.cookieMode.matches("insert|prefix"), "--cookie-mode: expected insert or prefix, got '" + options.cookieMode + "'");
        expect(options.cookie.matches("[A-Za-z0-9_.-]+"), "--cookie: expected a cookie name, got '" + options.cookie + "'");
        expect(options.log.matches("text|json"), "--log: expected text or json, got '" + options.log + "'");
        expect(options.accessLog.matches("none|text|json"), "--access-log: expected none, text or json, got '" + options.accessLog + "'");
        expect(options.accessLogFile == null || !options.accessLog.equals("none"), "--access-log-file: needs --access-log text or json");
        networks("--trusted-proxy", options.trustedProxies);
        networks("--admin-network", options.adminNetworks);
        networks("--proxy-protocol", options.proxyProtocol);
        for (String name : options.adminHostNames) {
            expect(name.matches("[A-Za-z0-9._-]+"), "--admin-host-name: expected a name without port, got '" + name + "'");
        }
        strategyProblem.apply(options.strategy).ifPresent(problem -> problems.add("--strategy: " + problem));
        List<NodeEntry> nodes = nodes();
        String token = token(tokenFromEnvironment);
        return new BalancerConfig(
                new BalancerConfig.Listen(options.host, options.port, options.adminHost, options.adminPort,
                        options.adminHostNames.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList(), options.cliPort, options.cliAdmin,
                        options.eventLoops == 0 ? Runtime.getRuntime().availableProcessors() : options.eventLoops),
                tls(),
                new BalancerConfig.ProxyProtocol(options.proxyProtocolPort, List.copyOf(options.proxyProtocol)),
                nodes,
                options.strategy,
                new BalancerConfig.Cookie(options.cookieMode, options.cookie),
                List.copyOf(options.trustedProxies),
                List.copyOf(options.adminNetworks),
                new BalancerConfig.Checks(options.checkMethod, options.checkPath, options.checkInterval, options.checkTimeout,
                        options.checkRise, options.checkFall),
                new BalancerConfig.Timeouts(options.connectTimeout, options.nodeKeepAlive, options.responseTimeout,
                        options.stallTimeout, options.totalTimeout, options.stopDelay, options.stopTimeout),
                new BalancerConfig.Clients(options.headerTimeout, options.bodyTimeout, options.leastUploadRate, options.keepAliveTimeout,
                        options.writeTimeout, options.leastDownloadRate, options.maxConnections, options.maxConnectionsPerAddress,
                        (int) options.maxHeaderSize, options.maxHeaders),
                new BalancerConfig.Bodies(options.maxBody, options.keepBody,
                        options.keepBodies == 0 ? Runtime.getRuntime().maxMemory() / 4 : options.keepBodies, options.keepAnswer,
                        options.keepAnswers == 0 ? Runtime.getRuntime().maxMemory() / 8 : options.keepAnswers),
                new BalancerConfig.Queue(options.queue, options.queueTimeout, options.stickyFull.equals("wait")),
                new BalancerConfig.Retries(options.attempts, options.retryPercent),
                new BalancerConfig.Ejection(options.ejectAfter, options.ejectTime, options.ejectMost),
                options.slowStart,
                new BalancerConfig.AccessLog(options.accessLog, options.accessLogFile),
                token);
    }

    private BalancerConfig.Tls tls() {
        if (options.tlsCertificate != null && options.tlsKey != null) {
            Certificate.judge(PemFiles.read(options.tlsCertificate, options.tlsKey), problems);
        } else {
            expect(options.tlsCertificate == null, "--tls-certificate: needs --tls-key");
            expect(options.tlsKey == null, "--tls-key: needs --tls-certificate");
        }
        return new BalancerConfig.Tls(options.tlsPort, options.tlsCertificate, options.tlsKey);
    }

    private void networks(String option, List<String> networks) {
        for (String network : networks) {
            expect(Networks.isOne(network), option + ": expected an address or a network, got '" + network + "'");
        }
    }

    /** Of what would listen; the same port of different addresses is fine. */
    private void distinctPorts() {
        List<Door> doors = new ArrayList<>(List.of(
                new Door("--port", options.host, options.port),
                new Door("--admin-port", options.adminHost, options.adminPort),
                new Door("--cli-port", options.adminHost, options.cliPort)));
        if (options.tlsCertificate != null) {
            doors.add(new Door("--tls-port", options.host, options.tlsPort));
        }
        if (!options.proxyProtocol.isEmpty()) {
            doors.add(new Door("--proxy-protocol-port", options.host, options.proxyProtocolPort));
        }
        for (int i = 0; i < doors.size(); i++) {
            Door door = doors.get(i);
            doors.subList(0, i).stream().filter(door::meets).findFirst().ifPresent(other ->
                    problems.add(door.option + ": expected another port than that of " + other.option + ", got " + door.port));
        }
    }

    private record Door(String option, String host, int port) {
        boolean meets(Door other) {
            return port != 0 && port == other.port && (host.equals(other.host) || isEverywhere() || other.isEverywhere());
        }

        private boolean isEverywhere() {
            return host.equals("0.0.0.0") || host.equals("::");
        }
    }

    private List<NodeEntry> nodes() {
        List<NodeEntry> nodes = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (String text : options.nodes) {
            try {
                NodeEntry node = NodeEntry.parse(text);
                expect(ids.add(node.id()), "--node: '" + node.id() + "' is there twice");
                nodes.add(node);
            } catch (IllegalArgumentException wrong) {
                problems.add("--node: " + wrong.getMessage());
            }
        }
        return List.copyOf(nodes);
    }

    private String token(String fromEnvironment) {
        if (fromEnvironment != null && !fromEnvironment.isBlank()) {
            return fromEnvironment.strip();
        }
        if (options.adminTokenFile == null || !makesToken && !Files.exists(options.adminTokenFile)) {
            return null;
        }
        try {
            makeWhereAbsent(options.adminTokenFile);
        } catch (IOException wrong) {
            problems.add("--admin-token-file: cannot make " + options.adminTokenFile + " (" + wrong.getMessage() + ")");
            return null;
        }
        FileContent content = FileContent.of(options.adminTokenFile, StandardCharsets.UTF_8);
        String token = content.problem() != null ? "" : content.text().strip();
        expect(!token.isEmpty(), "--admin-token-file: " + options.adminTokenFile + " "
                + (content.problem() != null ? content.problem() : "is empty"));
        return token;
    }

    private static void makeWhereAbsent(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] bytes = new byte[TOKEN_BYTES];
            new SecureRandom().nextBytes(bytes);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
            Files.writeString(file, HexFormat.of().formatHex(bytes) + "\n");
        }
    }

    private void port(String option, int value) {
        between(option, value, 0, 65535);
    }

    private void between(String option, int value, int least, int most) {
        expect(value >= least && value <= most, option + ": expected " + least + " to " + most + ", got " + value);
    }

    private void positive(String option, Duration value) {
        expect(!value.isZero(), option + ": expected more than 0");
    }

    private void expect(boolean right, String problem) {
        if (!right) {
            problems.add(problem);
        }
    }
}
