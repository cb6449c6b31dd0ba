package scales.lab.bench.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What a Java process spends on compiling what it runs, as Linux counts it for its threads. */
final class Compilers {
    /** Names of threads are cut to fifteen characters. */
    private static final List<String> NAMES = List.of("C1 CompilerThre", "C2 CompilerThre");
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    /** One hundredth of a second, whatever the kernel's own clock is. */
    private static final long TICK_MILLIS = 10;

    private Compilers() {}

    /** @return zero for what is not Java, or not on Linux */
    static Duration cpu(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return threads.map(Compilers::of).reduce(Duration.ZERO, Duration::plus);
        } catch (IOException elsewhere) {
            return Duration.ZERO;
        }
    }

    private static Duration of(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            int end = stat.lastIndexOf(')');
            if (!NAMES.contains(stat.substring(stat.indexOf('(') + 1, end))) {
                return Duration.ZERO;
            }
            String[] fields = stat.substring(end + 2).split(" ");
            return Duration.ofMillis(TICK_MILLIS * (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])));
        } catch (IOException gone) {
            return Duration.ZERO;
        }
    }
}
