package scales.worker.http;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import scales.worker.slots.Slots;

/**
 * How loaded this worker is, in the text form of the Open Request Cost Aggregation load report, which Envoy and gRPC
 * read from the header {@code endpoint-load-metrics}.
 */
final class LoadReport {
    private final Slots slots;
    private final OperatingSystemMXBean system =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    LoadReport(Slots slots) {
        this.slots = slots;
    }

    String text() {
        Runtime runtime = Runtime.getRuntime();
        double memory = (double) (runtime.totalMemory() - runtime.freeMemory()) / runtime.maxMemory();
        // Negative until the system has measured for the first time.
        double cpu = Math.max(0, system.getProcessCpuLoad());
        return String.format(Locale.ROOT,
                "TEXT cpu_utilization=%.4f,mem_utilization=%.4f,application_utilization=%.4f,named_metrics.queued=%d",
                cpu, memory, (double) slots.busy() / slots.size(), slots.queued());
    }
}
