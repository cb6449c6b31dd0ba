package scales.balancer.admin.cli;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * One connection: lines in, answers out, each with an empty line after it. Ends after the first line unless {@code prompt} was
 * typed. Confined to the control context.
 */
final class Session {
    private static final Duration SILENCE = Duration.ofSeconds(10);
    /** A page in a browser can be made to send a form here, whose lines would be commands. */
    private static final Pattern HTTP = Pattern.compile("\\S+ \\S.* HTTP/\\d.*");

    private final Vertx vertx;
    private final NetSocket socket;
    private final Commands commands;
    private final Lines lines = new Lines();
    private final Deque<String> waiting = new ArrayDeque<>();
    private Duration silence = SILENCE;
    private long timer;
    private boolean prompting;
    private boolean asked;
    private boolean inputEnded;
    private boolean over;

    Session(Vertx vertx, NetSocket socket, Commands commands) {
        this.vertx = vertx;
        this.socket = socket;
        this.commands = commands;
    }

    /** @param ended told once, when the connection is closed */
    void start(Runnable ended) {
        socket.closeHandler(closed -> {
            over = true;
            vertx.cancelTimer(timer);
            ended.run();
        });
        // A client that left; the close handler deals with it.
        socket.exceptionHandler(cause -> {});
        socket.drainHandler(drained -> answerWaiting());
        socket.handler(this::received);
        Connection.allowHalfClose(socket, () -> {
            inputEnded = true;
            answerWaiting();
        });
        watchSilence();
    }

    private void watchSilence() {
        vertx.cancelTimer(timer);
        timer = vertx.setTimer(silence.toMillis(), late -> Connection.drop(socket));
    }

    private void received(Buffer chunk) {
        if (over) {
            return;
        }
        watchSilence();
        try {
            lines.add(chunk).forEach(this::take);
        } catch (IllegalArgumentException tooLong) {
            end();
            return;
        }
        answerWaiting();
    }

    private void take(String line) {
        if (line.isBlank() || HTTP.matcher(line).matches()) {
            waiting.add(line);
        } else {
            Arrays.stream(line.split(";")).filter(command -> !command.isBlank()).forEach(waiting::add);
        }
    }

    /** One at a time, and no faster than the client reads. */
    private void answerWaiting() {
        while (!over && !waiting.isEmpty() && !socket.writeQueueFull()) {
            answer(waiting.poll());
        }
        if (over) {
            return;
        }
        if (!waiting.isEmpty()) {
            socket.pause();
        } else if (inputEnded || asked && !prompting) {
            end();
        } else {
            socket.resume();
        }
    }

    private void answer(String command) {
        asked = true;
        watchSilence();
        if (HTTP.matcher(command).matches()) {
            socket.write("This is a command line, not a web server.\n\n");
            end();
            return;
        }
        String answer = commands.answer(command, this);
        if (!over) {
            socket.write(answer + (answer.isEmpty() ? "\n" : "\n\n") + (prompting ? "> " : ""));
        }
    }

    private void end() {
        over = true;
        socket.end();
    }

    void setTimeout(Duration silenceAllowed) {
        silence = silenceAllowed;
        watchSilence();
    }

    void togglePrompt() {
        prompting = !prompting;
    }

    void quit() {
        end();
    }

    /** Who types, for the log. */
    String peer() {
        return socket.remoteAddress().toString();
    }
}
