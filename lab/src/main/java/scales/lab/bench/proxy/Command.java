package scales.lab.bench.proxy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Runs other programs to their end. */
final class Command {
    private Command() {}

    static boolean exists(String... words) throws InterruptedException {
        return firstLine(words).isPresent();
    }

    /** @return the first line that it prints, nothing when it cannot be started or fails */
    static Optional<String> firstLine(String... words) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            List<String> lines;
            try (var reader = process.inputReader()) {
                lines = reader.lines().toList();
            }
            return process.waitFor() == 0 ? Optional.of(lines.isEmpty() ? "" : lines.get(0)) : Optional.empty();
        } catch (IOException missing) {
            return Optional.empty();
        }
    }
}
