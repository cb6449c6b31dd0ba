package scales.lab.bench.pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program that resizes one picture over and over and prints one line: CPU ms, peak memory in kB, bytes. A process per case,
 * so that its memory is the case's own.
 *
 * @param command     what starts it; {@code FILE OUTPUT SCALE WARM_MS MEASURE_MS} follow
 * @param environment variables it needs
 */
record Engine(String name, String version, List<String> command, Map<String, String> environment) {
    static final String OURS = "Scales";

    /** @return nothing when it cannot resize this picture */
    Optional<Figures> run(Case job, Path output, Duty duty) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(command);
        int warm = name.equals(OURS) ? duty.warmMillis() : duty.peerWarmMillis();
        words.addAll(List.of(job.picture().toString(), output.toString(), job.scale(),
                Integer.toString(warm), Integer.toString(duty.measureMillis())));
        return line(words, environment).filter(line -> Files.exists(output)).map(Figures::parse);
    }

    /** @return the last line a program prints, nothing when it cannot be started or fails */
    static Optional<String> line(List<String> words, Map<String, String> environment) throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            List<String> lines;
            try (var reader = process.inputReader()) {
                lines = reader.lines().toList();
            }
            return process.waitFor() == 0 && !lines.isEmpty() ? Optional.of(lines.get(lines.size() - 1)) : Optional.empty();
        } catch (IOException missing) {
            return Optional.empty();
        }
    }
}
