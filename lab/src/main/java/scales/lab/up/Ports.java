package scales.lab.up;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import scales.balancer.config.BalancerConfig;

/** The fixed ports a cluster needs. Asked before it starts, so that all that are in use are named, each with its option. */
final class Ports {
    /** @param option that would change it */
    record Wanted(String option, String host, int port) {}

    private Ports() {}

    static List<Wanted> of(UpConfig config) {
        BalancerConfig.Listen listen = config.balancer().listen();
        List<Wanted> wanted = new ArrayList<>(List.of(
                new Wanted("--port", listen.host(), listen.port()),
                new Wanted("--admin-port", listen.adminHost(), listen.adminPort()),
                new Wanted("--cli-port", listen.adminHost(), listen.cliPort())));
        config.workers().forEach(worker -> wanted.add(new Wanted("--worker-port", WorkerPlan.HOST, worker.port())));
        wanted.removeIf(one -> one.port() == 0);
        return wanted;
    }

    /** @return one line for each port that cannot be had */
    static List<String> problems(List<Wanted> wanted) {
        List<String> problems = new ArrayList<>();
        for (Wanted one : wanted) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(one.host(), one.port()));
            } catch (IOException taken) {
                problems.add("cannot listen on port %d (%s): stop what uses it, or choose another with %s"
                        .formatted(one.port(), taken.getMessage(), one.option()));
            }
        }
        return problems;
    }
}
