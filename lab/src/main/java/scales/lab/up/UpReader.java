package scales.lab.up;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import scales.balancer.config.BalancerConfig;
import scales.balancer.config.ConfigReader;
import scales.balancer.config.ConfigSource;
import scales.balancer.config.Judgement;
import scales.balancer.strategy.Strategies;
import scales.worker.config.OptionsParser;
import scales.worker.config.Parsed;

/** Judges the options of a cluster as a whole: its own, those for the balancer, and what the environment says to the workers. */
final class UpReader {
    private static final int MOST_WORKERS = 100;
    private static final int LAST_PORT = 65_535;
    /** A worker's default. */
    private static final long LARGEST_BODY = 32L << 20;

    private final Map<String, String> environment;
    private final List<String> problems;

    /** @param problems takes everything that is wrong, one line each; what is read counts only while it stays empty */
    UpReader(Map<String, String> environment, List<String> problems) {
        this.environment = environment;
        this.problems = problems;
    }

    UpConfig read(UpOptions options, List<String> forBalancer) {
        expect(options.workers >= 1 && options.workers <= MOST_WORKERS,
                "--workers: expected 1 to " + MOST_WORKERS + ", got " + options.workers);
        expect(options.workerPort >= 0 && options.workerPort + options.workers - 1 <= LAST_PORT,
                "--worker-port: expected 0 to " + LAST_PORT + " for every worker, got " + options.workerPort);
        ConfigReader reader = new ConfigReader(environment, Strategies::problem);
        String[] words = forBalancer.toArray(String[]::new);
        Judgement judgement = reader.read(words);
        problems.addAll(judgement.problems());
        expect(judgement.text() == null, "--check: is for './scales balancer' alone");
        if (!problems.isEmpty()) {
            return null;
        }
        List<WorkerPlan> workers = workers(options, judgement.log());
        Optional<ConfigSource> source = reader.source(words).map(file -> file.also(next -> takenNames(next, workers)));
        UpConfig config = new UpConfig(judgement, source, options.processes, workers);
        problems.addAll(takenNames(config.balancer(), workers));
        distinctPorts(config);
        return config;
    }

    private List<WorkerPlan> workers(UpOptions options, String log) {
        List<WorkerPlan> workers = new ArrayList<>();
        OptionsParser parser = new OptionsParser(options.processes ? environment : sharing(options.workers));
        for (int i = 0; i < options.workers && problems.isEmpty(); i++) {
            int port = options.workerPort == 0 ? 0 : options.workerPort + i;
            // No lame duck: who has to know that one of these stops is told.
            List<String> words = List.of("--id", "s" + (i + 1), "--host", WorkerPlan.HOST, "--port", String.valueOf(port),
                    "--lame-duck", "0s", "--log", log);
            Parsed parsed = parser.parse(words.toArray(String[]::new));
            if (parsed instanceof Parsed.Run run) {
                workers.add(new WorkerPlan(words, run.config()));
            } else if (parsed instanceof Parsed.Wrong wrong) {
                wrong.problems().forEach(problem -> problems.add("for the workers: " + problem));
            }
        }
        return workers;
    }

    /** A worker takes most of the heap unless told otherwise, but here several share one, and the balancer keeps a quarter. */
    private Map<String, String> sharing(int workers) {
        Map<String, String> shared = new HashMap<>(environment);
        long share = Runtime.getRuntime().maxMemory() / workers;
        shared.putIfAbsent("SCALES_PICTURE_MEMORY", String.valueOf(share * 45 / 100));
        if (!environment.containsKey("SCALES_MAX_BODY")) {
            shared.putIfAbsent("SCALES_BODY_MEMORY", String.valueOf(Math.max(share * 15 / 100, LARGEST_BODY)));
        }
        return shared;
    }

    private static List<String> takenNames(BalancerConfig config, List<WorkerPlan> workers) {
        return workers.stream()
                .filter(worker -> config.nodes().stream().anyMatch(node -> node.id().equals(worker.id())))
                .map(worker -> "--node: '" + worker.id() + "' is the name of one of the workers")
                .toList();
    }

    private void distinctPorts(UpConfig config) {
        Map<Integer, String> taken = new TreeMap<>();
        for (Ports.Wanted wanted : Ports.of(config)) {
            String other = taken.putIfAbsent(wanted.port(), wanted.option());
            expect(other == null, wanted.option() + ": port " + wanted.port() + " is wanted by " + other + " too");
        }
    }

    private void expect(boolean right, String problem) {
        if (!right) {
            problems.add(problem);
        }
    }
}
