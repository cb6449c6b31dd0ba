package scales.lab.bench.proxy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import scales.lab.command.Until;

/** Where load can be sent: a running proxy, or the origin itself as the floor. */
final class Contender implements AutoCloseable {
    static final String OURS = "Scales";
    static final String DIRECT = "direct";
    private static final Body PROBE = Body.of("0");
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(30);
    private static final long STOP_SECONDS = 10;

    private final String name;
    private final int port;
    private final Process process;
    private Duration startCpu = Duration.ZERO;

    private Contender(String name, int port, Process process) {
        this.name = name;
        this.port = port;
        this.process = process;
    }

    static Contender direct(int port) {
        return new Contender(DIRECT, port, null);
    }

    /** @return running, and with its first request served */
    static Contender start(Proxy proxy, Cores cores) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(cores.onProxies(proxy.command()));
        builder.environment().putAll(proxy.environment());
        File log = proxy.log().toFile();
        Process process = builder.redirectErrorStream(true).redirectOutput(log).start();
        process.getOutputStream().close();
        Contender contender = new Contender(proxy.name(), proxy.port(), process);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "stop " + proxy.name()));
        try {
            contender.awaitFirstAnswer();
        } catch (IOException failed) {
            contender.close();
            throw new IOException(proxy.name() + " does not serve: " + Files.readString(proxy.log()).strip(), failed);
        }
        return contender;
    }

    private void awaitFirstAnswer() throws IOException, InterruptedException {
        Until.succeeds(STARTS_WITHIN, process::isAlive, () -> {
            try (Load load = new Load(port, PROBE, 1)) {
                load.closed(0);
                startCpu = cpu();
            }
        });
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    boolean isProxy() {
        return process != null;
    }

    /** What its process has used so far, all threads, in user and system. */
    Duration cpu() {
        return process == null ? Duration.ZERO : process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The part of {@link #cpu} that went into compiling. */
    Duration compilers() {
        return process == null ? Duration.ZERO : Compilers.cpu(process.pid());
    }

    /** What its process had used when its first request was served. */
    Duration startCpu() {
        return startCpu;
    }

    @Override
    public void close() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
