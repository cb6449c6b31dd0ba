package scales.lab.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import scales.lab.up.Child;
import scales.lab.up.WatchedBalancer;

/** The balancer under test. */
record BalancerProcess(Child child, int port, int adminPort) {
    private static final long PATIENCE_SECONDS = 60;
    /**
     * Probes that notice a frozen worker within {@link Model#NOTICED_MILLIS}, and patience with a busy machine; clients that hold
     * a cookie wait for their node when it is full, so that a client that moved was moved for no reason. The plan waits until a
     * node that was frozen is no longer ejected, which is to be soon.
     */
    private static final List<String> OPTIONS = List.of("--host", "127.0.0.1", "--port", "0", "--admin-port", "0", "--cli-port", "0",
            "--strategy", "sticky-cookie", "--sticky-full", "wait",
            "--check-interval", "200ms", "--check-timeout", "1s", "--check-fall", "3", "--eject-most", "10s",
            "--node-keep-alive", "5s");

    static BalancerProcess start(Path log) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError", WatchedBalancer.class.getName()));
        arguments.addAll(OPTIONS);
        Child child = new Child(arguments, log);
        String[] ports = child.reply(PATIENCE_SECONDS).split(" ");
        return new BalancerProcess(child, Integer.parseInt(ports[0]), Integer.parseInt(ports[1]));
    }

    /** After a collection. */
    Memory memory() throws IOException, InterruptedException {
        child.say("memory");
        return Memory.parse(child.reply(PATIENCE_SECONDS));
    }
}
