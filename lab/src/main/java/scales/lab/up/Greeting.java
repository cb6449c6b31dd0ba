package scales.lab.up;

import java.nio.file.Path;
import java.util.stream.Collectors;
import scales.balancer.config.BalancerConfig;

/** What a person wants to know of a cluster that has just started: where it is, and what to try. */
final class Greeting {
    private final UpConfig config;
    private final Cluster cluster;
    private final Path sample;

    Greeting(UpConfig config, Cluster cluster, Path sample) {
        this.config = config;
        this.cluster = cluster;
        this.sample = sample;
    }

    String text() {
        BalancerConfig.Listen listen = config.balancer().listen();
        String clients = "http://" + reachable(listen.host()) + ":" + cluster.balancer().port();
        String admin = "http://" + reachable(listen.adminHost()) + ":" + cluster.balancer().adminPort();
        String cli = reachable(listen.adminHost()) + ":" + cluster.balancer().cliPort();
        String first = cluster.workers().get(0).id();
        return """

                Scales is up.

                  clients       %s
                  page, admin   %s
                  command line  %s, such as: socat - tcp:%s
                  workers       %s

                Resize a picture:

                  curl -sS --data-binary @'%s' '%s/resize?scale=0.5' -o half.png

                Drain a node, and hear when it may be stopped:

                  curl -sS -X POST '%s/admin/nodes/%s/drain?wait=30s'

                Ctrl-C stops everything.

                """.formatted(clients, admin, cli, cli, workers(), sample, clients, admin, first);
    }

    private String workers() {
        return cluster.workers().stream().map(Greeting::line).collect(Collectors.joining("\n                "));
    }

    private static String line(RunningWorker worker) {
        String process = worker.pid().isPresent() ? " (pid " + worker.pid().getAsLong() + ")" : "";
        return "%s at http://%s:%d%s".formatted(worker.id(), WorkerPlan.HOST, worker.port(), process);
    }

    /** @return where this machine reaches who listens on the host */
    static String reachable(String host) {
        if (host.equals("0.0.0.0") || host.equals("::")) {
            return "127.0.0.1";
        }
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
