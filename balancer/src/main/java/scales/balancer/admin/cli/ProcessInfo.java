package scales.balancer.admin.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import scales.balancer.admin.Operations;
import scales.balancer.config.Version;
import scales.balancer.node.Node;
import scales.balancer.stats.ConnectionCount;
import scales.balancer.stats.Traffic;

/** {@code show info}: what HAProxy's tools ask a process. What this one does not have is 0. */
final class ProcessInfo {
    private final Operations operations;
    private final String host = host();

    ProcessInfo(Operations operations) {
        this.operations = operations;
    }

    String text() {
        Traffic.Counts door = operations.stats().door();
        ConnectionCount.Connections connections = operations.stats().connections();
        long seconds = (operations.stats().nowMillis() - operations.stats().startedMillis()) / 1_000;
        return String.join("\n",
                "Name: Scales",
                "Version: " + Version.text(),
                "Release_date: -",
                "Nbthread: " + Runtime.getRuntime().availableProcessors(),
                "Nbproc: 1",
                "Process_num: 1",
                "Pid: " + ProcessHandle.current().pid(),
                "Uptime: " + uptime(seconds),
                "Uptime_sec: " + seconds,
                "Memmax_MB: " + (Runtime.getRuntime().maxMemory() >> 20),
                "Maxconn: 0",
                "CurrConns: " + connections.current(),
                "CumConns: " + connections.total(),
                "CumReq: " + door.total(),
                "Maxpipes: 0",
                "PipesUsed: 0",
                "PipesFree: 0",
                "SessRate: " + door.rate(),
                "MaxSessRate: " + door.mostRate(),
                "Tasks: " + operations.nodes().stream().mapToInt(Node::inFlight).sum(),
                "Run_queue: 0",
                "node: " + host,
                "Stopping: 0",
                "Start_time_sec: " + operations.stats().startedMillis() / 1_000);
    }

    /** As HAProxy: {@code 0d 0h00m38s}. */
    static String uptime(long seconds) {
        return String.format(Locale.ROOT, "%dd %dh%02dm%02ds",
                seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
