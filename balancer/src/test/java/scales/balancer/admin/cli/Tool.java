package scales.balancer.admin.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** A program of Debian's packages, run as its users run it. */
final class Tool implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    private final Process process;
    private final BufferedReader output;

    private Tool(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TERM", "xterm");
        process = builder.start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Skips the test, by the program's name, where it is not installed. */
    static void require(String... programs) {
        for (String program : programs) {
            boolean there = program.startsWith("/")
                    ? new File(program).canExecute()
                    : Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).anyMatch(dir -> new File(dir, program).canExecute());
            assumeTrue(there, program + " is not installed");
        }
    }

    static Tool start(String... command) throws IOException {
        return new Tool(command);
    }

    void type(String keys) throws IOException {
        process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Reads until the output holds that text. A program that never says it is ended, so that its output ends too. */
    String until(String expected) throws IOException {
        Thread limit = limit();
        StringBuilder read = new StringBuilder();
        while (read.indexOf(expected) < 0) {
            int next = output.read();
            if (next < 0) {
                throw new IOException("ended after: " + read);
            }
            read.append((char) next);
        }
        limit.interrupt();
        return read.toString();
    }

    /** Reads to the end. */
    String rest() throws IOException {
        Thread limit = limit();
        StringBuilder read = new StringBuilder();
        for (int next = output.read(); next >= 0; next = output.read()) {
            read.append((char) next);
        }
        limit.interrupt();
        return read.toString();
    }

    private Thread limit() {
        Thread limit = new Thread(() -> {
            try {
                TimeUnit.SECONDS.sleep(PATIENCE_SECONDS);
                process.destroyForcibly();
            } catch (InterruptedException inTime) {
                Thread.currentThread().interrupt();
            }
        });
        limit.setDaemon(true);
        limit.start();
        return limit;
    }

    int status() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
