package scales.lab.up;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;
import scales.balancer.config.BalancerConfig;
import scales.balancer.proxy.ProxyTransport;

/** Runs a cluster until it is told to stop. */
@Command(name = "up", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Runs a balancer and workers on this machine.",
        footer = {
            "",
            "All options of './scales balancer --help' work too, such as --strategy, --port, --cookie or --check-path.",
            "Every option is also an environment variable: --worker-port is SCALES_WORKER_PORT; the workers read",
            "theirs there as well (see './scales worker --help'), such as SCALES_SLOTS."
        })
public final class UpCommand implements Callable<Integer> {
    private static final int CANNOT_START = 1;
    private static final int WRONG_OPTIONS = 2;
    private static final long HALT_AFTER_SECONDS = 10;

    private final Map<String, String> environment;
    @Mixin
    private UpOptions options;
    @Unmatched
    private List<String> forBalancer = new ArrayList<>();
    @Spec
    private CommandSpec spec;

    private UpCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    public static CommandLine line(Map<String, String> environment) {
        CommandLine line = new CommandLine(new UpCommand(environment));
        line.getCommandSpec().parser().collectErrors(true);
        return line.setDefaultValueProvider(new EnvironmentDefaults(environment));
    }

    @Override
    public Integer call() throws IOException {
        List<String> problems = new ArrayList<>();
        UpConfig config = judge(problems);
        if (!problems.isEmpty()) {
            return fail(problems, WRONG_OPTIONS);
        }
        List<String> taken = Ports.problems(Ports.of(config));
        return taken.isEmpty() ? run(config) : fail(taken, CANNOT_START);
    }

    /** @return what was told, once it has been parsed; counts only when there is no problem */
    UpConfig judge(List<String> problems) {
        spec.commandLine().getParseResult().errors().forEach(error -> problems.add(error.getMessage()));
        return new UpReader(environment, problems).read(options, forBalancer);
    }

    private int run(UpConfig config) throws IOException {
        // Before the first logger exists, or it is ignored.
        System.setProperty("scales.log", config.log());
        Vertx vertx = ProxyTransport.vertx();
        Future<Cluster> starting = Cluster.start(vertx, config);
        SamplePicture sample = SamplePicture.write();
        // Before it runs: the signal may come while it starts.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx, starting, sample, config), "stop"));
        try {
            Cluster cluster = starting.await();
            // Where every line is an object, text for people would be in the way.
            PrintStream people = config.log().equals("json") ? System.err : System.out;
            people.print(new Greeting(config, cluster, sample.file()).text());
            cluster.stopped().await();
            return 0;
        } catch (Exception failure) {
            return fail(List.of("cannot start: " + failure.getMessage()), CANNOT_START);
        }
    }

    private static void stop(Vertx vertx, Future<Cluster> starting, SamplePicture sample, UpConfig config) {
        int status = 0;
        try {
            sample.delete();
            // The file may have changed them.
            BalancerConfig.Timeouts timeouts = (starting.succeeded() ? starting.result().balancer().configuration() : config.balancer()).timeouts();
            long seconds = timeouts.stopDelay().plus(timeouts.stop()).toSeconds() + HALT_AFTER_SECONDS;
            starting.compose(Cluster::stop).await(seconds, TimeUnit.SECONDS);
            // Not composed: the result would be due on an event loop, and they are gone by then.
            vertx.close().await(HALT_AFTER_SECONDS, TimeUnit.SECONDS);
        } catch (Exception late) {
            if (!starting.failed()) {
                System.err.println("up: did not stop in time: " + late.getMessage());
            }
            status = CANNOT_START;
        }
        // A JVM that ends by SIGTERM says 143; a stop that went well is 0.
        Runtime.getRuntime().halt(status);
    }

    private static int fail(List<String> lines, int status) {
        lines.forEach(line -> System.err.println("up: " + line));
        return status;
    }
}
