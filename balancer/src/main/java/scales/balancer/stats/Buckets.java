package scales.balancer.stats;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Durations as Prometheus' histograms. Ours are finer, but not at these bounds: a duration within a 128th above a bound may count as
 * below it.
 */
final class Buckets {
    private static final double[] UPPER_SECONDS = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
        Double.POSITIVE_INFINITY};

    private Buckets() {}

    static HistogramSnapshot histogram(String name, String help, Stream<HistogramDataPointSnapshot> points) {
        HistogramSnapshot.Builder histogram = HistogramSnapshot.builder().name(name).help(help);
        points.forEach(histogram::dataPoint);
        return histogram.build();
    }

    static HistogramDataPointSnapshot point(Durations durations, Labels labels) {
        long[] counts = new long[UPPER_SECONDS.length];
        double sum = 0;
        int bucket = 0;
        Histogram micros = durations.copy();
        for (HistogramIterationValue cell : micros.recordedValues()) {
            // The cell that a bound lies in counts as below it, or answers after 1 s to the microsecond would count as slower.
            while (micros.lowestEquivalentValue(cell.getValueIteratedTo()) / 1e6 > UPPER_SECONDS[bucket]) {
                bucket++;
            }
            counts[bucket] += cell.getCountAddedInThisIterationStep();
            sum += micros.medianEquivalentValue(cell.getValueIteratedTo()) / 1e6 * cell.getCountAddedInThisIterationStep();
        }
        return new HistogramDataPointSnapshot(ClassicHistogramBuckets.of(UPPER_SECONDS, counts), sum, labels, null, 0);
    }
}
