package scales.lab.bench.pictures;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import scales.worker.image.Limits;
import scales.worker.image.Refused;
import scales.worker.image.Resizer;
import scales.worker.image.Scale;

/**
 * Our engine in a process of its own, as {@link Engine} wants it. The CPU time is the whole process's: what the garbage
 * collector and the compiler take counts.
 */
final class OwnEngine {
    private static final long NANOS = 1_000_000;
    private static final int BATCHES = 5;

    private final OperatingSystemMXBean system =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Resizer resizer = new Resizer(Limits.DEFAULT);
    private final byte[] picture;
    private final Scale scale;
    private byte[] result;

    private OwnEngine(byte[] picture, Scale scale) {
        this.picture = picture;
        this.scale = scale;
    }

    public static void main(String[] arguments) throws IOException, Refused {
        OwnEngine engine = new OwnEngine(Files.readAllBytes(Path.of(arguments[0])), Scale.parse(arguments[2]));
        engine.batch(Long.parseLong(arguments[3]));
        double cpuMillis = engine.median(Long.parseLong(arguments[4]));
        Files.write(Path.of(arguments[1]), engine.result);
        System.out.println(cpuMillis + " " + peakKilobytes() + " " + engine.result.length);
    }

    /** @return CPU ms per run, the median of batches: a late compilation falls into one of them */
    private double median(long millis) throws Refused {
        List<Double> means = new ArrayList<>();
        long end = system.getProcessCpuTime() + millis * NANOS;
        do {
            means.add(batch(millis / BATCHES));
        } while (system.getProcessCpuTime() < end);
        means.sort(null);
        return means.get(means.size() / 2);
    }

    /**
     * Runs until that much CPU time is spent. Not of the clock's: on a busy machine it passes without a run.
     *
     * @return CPU ms per run; the mean, as Java 17 counts in ticks of 10 ms
     */
    private double batch(long millis) throws Refused {
        long before = system.getProcessCpuTime();
        long spent;
        int runs = 0;
        do {
            result = resizer.resize(picture, scale).bytes();
            runs++;
            spent = system.getProcessCpuTime() - before;
        } while (spent < millis * NANOS || spent == 0);
        return (double) spent / NANOS / runs;
    }

    private static long peakKilobytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream().filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(0);
    }
}
