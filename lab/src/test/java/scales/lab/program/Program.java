package scales.lab.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A packaged program, started as its container starts it, but so that a start costs half: it does not live long enough for more. */
public final class Program implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;
    private static final List<String> SHORT_LIVED = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> said = new ArrayList<>();

    /** @param module {@code balancer} or {@code worker} */
    public Program(String module, String... options) throws IOException {
        this(module, List.of(), options);
    }

    /** @param java more arguments for Java, which take precedence */
    public Program(String module, List<String> java, String... options) throws IOException {
        Path jar = Path.of(System.getProperty("scales.root"), module, "target", module + ".jar");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(SHORT_LIVED);
        command.addAll(java);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("SCALES_"));
        process = builder.start();
        Thread reader = new Thread(this::read, "output of " + module);
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException closed) {
            lines.add("no more output: " + closed);
        }
    }

    /** Waits for a line. @return what the groups in the pattern stand for there, as numbers */
    public List<Integer> awaitLine(String pattern) throws InterruptedException {
        while (true) {
            String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("no line with " + pattern + " in:\n" + String.join("\n", said));
            }
            said.add(line);
            Matcher matcher = Pattern.compile(pattern).matcher(line);
            if (matcher.find()) {
                List<Integer> numbers = new ArrayList<>();
                for (int group = 1; group <= matcher.groupCount(); group++) {
                    numbers.add(Integer.parseInt(matcher.group(group)));
                }
                return numbers;
            }
        }
    }

    /** SIGTERM; it must end with 0. */
    public void terminate() throws InterruptedException {
        // Not the process itself: that closes its output too.
        process.toHandle().destroy();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!ended || process.exitValue() != 0) {
            lines.drainTo(said);
            throw new AssertionError((ended ? "ended with " + process.exitValue() : "does not end") + ":\n" + String.join("\n", said));
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
