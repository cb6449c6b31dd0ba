package scales.lab.up;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A process of ours. Its output goes to a file, but for lines that begin with {@link #REPLY}. It ends with this process, whose
 * pipe is its standard input.
 */
public final class Child {
    public static final String REPLY = "reply: ";

    private final Process process;
    private final PrintWriter input;
    private final BlockingQueue<String> replies = new LinkedBlockingQueue<>();
    private boolean frozen;

    /** @param arguments options of the virtual machine, main class and its arguments */
    public Child(List<String> arguments, Path log) throws IOException {
        // Ctrl-C reaches every process of a terminal, but the run wants to end in order.
        List<String> command = new ArrayList<>(List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh", Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path")));
        command.addAll(arguments);
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        input = new PrintWriter(process.outputWriter(), true);
        Thread reader = new Thread(() -> read(log), "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    private void read(Path log) {
        try (BufferedReader output = process.inputReader(); Writer file = Files.newBufferedWriter(log)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(REPLY)) {
                    replies.add(line.substring(REPLY.length()));
                } else {
                    file.write(line + "\n");
                    file.flush();
                }
            }
        } catch (IOException closed) {
            // The process ended, which its waiters see.
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public void say(String line) {
        input.println(line);
    }

    /** @return the next line that is meant for us */
    public String reply(long seconds) throws InterruptedException, IOException {
        String line = replies.poll(seconds, TimeUnit.SECONDS);
        if (line == null) {
            throw new IOException("no reply of process " + pid() + " within " + seconds + " s");
        }
        return line;
    }

    /** {@code SIGKILL}, which ends a frozen process too. */
    public void kill() {
        process.destroyForcibly();
    }

    /** {@code SIGTERM}. */
    public void stop() {
        process.destroy();
    }

    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
        frozen = true;
    }

    public void thaw() throws IOException, InterruptedException {
        if (frozen && isAlive()) {
            signal("CONT");
            frozen = false;
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        // The shell's own kill, as the program is missing in many containers.
        int status = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid()).redirectErrorStream(true).redirectOutput(Redirect.DISCARD)
                .start().waitFor();
        if (status != 0) {
            throw new IOException("cannot send SIG" + name + " to process " + pid());
        }
    }

    /** @return whether it ended in time */
    public boolean awaitEnd(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }
}
