package scales.lab.bench.proxy;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import scales.lab.bench.Workspace;
import scales.lab.command.Progress;

/** Measures the balancer. Exit status: 0 measured, 1 could not, 2 wrong options. */
@Command(name = "proxy", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Sends the same requests through our balancer, through other proxies in Java and, where they are installed, through "
                + "HAProxy, nginx and Caddy to the same origin: one core for the proxy, one for the rest, side by side, round by round, all on this "
                + "machine's loopback. Prints CPU time per request, latency, and what a start costs.")
public final class ProxyCommand implements Callable<Integer> {
    private static final int OPEN_CONNECTIONS = 64;
    private static final Body OPEN_BODY = Body.of("1k");
    private static final Duration QUICK = Duration.ofMillis(100);

    @Option(names = "--quick", description = "One short round, to see that it works.")
    private boolean quick;
    @Option(names = "--bodies", split = ",", paramLabel = "BODY", defaultValue = "0,1k,100k,2m",
            description = "Of 0, 1k, 100k (as much comes back) and 2m (500 KB come back). Default: ${DEFAULT-VALUE}.")
    private List<String> bodies;
    @Option(names = "--connections", split = ",", paramLabel = "N", defaultValue = "1,16,128", description = "Default: ${DEFAULT-VALUE}.")
    private List<Integer> connections;
    @Option(names = "--rate", paramLabel = "N", defaultValue = "1000",
            description = "Requests a second, 1 KB, where latency is compared with none between; 0 leaves it out. Default: ${DEFAULT-VALUE}.")
    private int rate;
    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "The median counts. Default: ${DEFAULT-VALUE}.")
    private int rounds;
    @Option(names = "--millis", paramLabel = "N", defaultValue = "1000", description = "Of each measurement. Default: ${DEFAULT-VALUE}.")
    private int millis;
    @Option(names = "--warm-up", paramLabel = "N", defaultValue = "3000",
            description = "Milliseconds of CPU time of each proxy for each body that do not count; after 2000 and more "
                    + "it is also waited until what is Java has been compiled. Default: ${DEFAULT-VALUE}.")
    private int warmUp;
    @Option(names = "--peers", split = ",", paramLabel = "NAME", defaultValue = "haproxy,nginx,nginx-tuned,caddy,vertx-http-proxy,undertow,jetty",
            description = "Default: ${DEFAULT-VALUE}.")
    private List<String> peers;
    @Option(names = "--variant", paramLabel = "ARGS",
            description = "A second balancer of ours with these arguments for Java, in the same rounds: '-cp OLD/lab.jar', "
                    + "'-XX:-UseG1GC -XX:+UseSerialGC'. May be repeated.")
    private List<String> variants = List.of();
    @Option(names = "--no-pin", description = "Lets the system place everything.")
    private boolean free;
    @Option(names = "--output", paramLabel = "FILE", description = "Writes the tables there, as Markdown, besides printing them.")
    private Path output;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Cell> cells;
        try {
            cells = cells();
        } catch (IllegalArgumentException wrong) {
            spec.commandLine().getErr().println("bench: " + wrong.getMessage());
            return 2;
        }
        Cores cores = free ? Cores.ANY : Cores.find();
        cores.moveThisProcess();
        try (Workspace workspace = Workspace.create(); OriginProcess origin = OriginProcess.start(cores)) {
            report(measure(cells, origin, workspace, cores));
            return 0;
        } catch (IOException failed) {
            spec.commandLine().getErr().println("bench: " + failed.getMessage());
            return 1;
        }
    }

    private List<Cell> cells() {
        if (rounds < 1 || millis < 1 || warmUp < 0 || rate < 0 || connections.stream().anyMatch(count -> count < 1)) {
            throw new IllegalArgumentException("rounds, milliseconds and connections must be 1 or more");
        }
        List<Cell> cells = new ArrayList<>();
        bodies.forEach(name -> connections.forEach(count -> cells.add(new Cell(Body.of(name), count, 0))));
        if (rate > 0) {
            cells.add(new Cell(OPEN_BODY, OPEN_CONNECTIONS, rate));
        }
        return cells;
    }

    private String measure(List<Cell> cells, OriginProcess origin, Workspace workspace, Cores cores) throws IOException, InterruptedException {
        List<Contender> contenders = new ArrayList<>(List.of(Contender.direct(origin.port())));
        List<Report.Entry> entries = new ArrayList<>(List.of(new Report.Entry(Contender.DIRECT, "", 0)));
        try {
            for (Proxy proxy : proxies(new Installed(workspace, origin.port()))) {
                Contender started = Contender.start(proxy, cores);
                contenders.add(started);
                entries.add(new Report.Entry(proxy.name(), proxy.version(), started.startCpu().toMillis()));
            }
            Duration each = quick ? QUICK : Duration.ofMillis(millis);
            int times = quick ? 1 : rounds;
            Results results = new Rounds(contenders, each, new Progress())
                    .measure(cells, times, quick ? QUICK : Duration.ofMillis(warmUp));
            return new Report(entries, results, "%d x %d ms, %s".formatted(times, each.toMillis(), cores)).markdown();
        } finally {
            contenders.forEach(Contender::close);
        }
    }

    private List<Proxy> proxies(Installed installed) throws IOException, InterruptedException {
        List<Proxy> proxies = new ArrayList<>(List.of(installed.ours()));
        for (String variant : variants) {
            proxies.add(installed.ours(Contender.OURS + " " + proxies.size(), List.of(variant.strip().split(" +"))));
        }
        for (String peer : peers) {
            Optional<Proxy> found = installed.peer(peer);
            found.ifPresentOrElse(proxies::add, () -> spec.commandLine().getOut().println("bench: without " + peer + ", which was not found"));
        }
        return proxies;
    }

    private void report(String tables) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.print(tables);
        out.flush();
        if (output != null) {
            Files.writeString(output, tables);
        }
    }
}
