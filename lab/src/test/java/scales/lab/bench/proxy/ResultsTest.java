package scales.lab.bench.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static final Cell CLOSED = new Cell(Body.of("1k"), 16, 0);
    private static final Cell OPEN = new Cell(Body.of("1k"), 64, 1_000);

    private final Results results = new Results();

    private void round(Cell cell, String contender, double cpuMicros, double p99Micros) {
        results.add(cell, contender, new Sample(100, 1_000, cpuMicros, 10, p99Micros));
    }

    @Test
    void a_ratio_is_taken_round_by_round() {
        // The machine was three times as slow in the second round, for both.
        round(CLOSED, "ours", 20, 1);
        round(CLOSED, "haproxy", 10, 1);
        round(CLOSED, "ours", 60, 1);
        round(CLOSED, "haproxy", 30, 1);
        round(CLOSED, "ours", 40, 1);
        round(CLOSED, "haproxy", 10, 1);

        assertThat(results.ratio(CLOSED, "ours", "haproxy", Sample::cpuMicros)).hasValue(2);
        assertThat(results.median(CLOSED, "ours", Sample::cpuMicros)).hasValue(40);
        assertThat(results.ratio(CLOSED, "ours", "caddy", Sample::cpuMicros)).isEmpty();
    }

    @Test
    void tables_show_what_is_there_and_a_dash_for_what_is_not() {
        for (Cell cell : List.of(CLOSED, OPEN)) {
            round(cell, Contender.DIRECT, 0, 500);
            round(cell, Contender.OURS, 33, 1_700);
        }
        List<Report.Entry> entries = List.of(new Report.Entry(Contender.DIRECT, "", 0), new Report.Entry(Contender.OURS, "Java 17", 1_234));

        assertThat(new Report(entries, results, "1 x 100 ms").markdown())
                .contains("| 1 KB -> 1 KB | 16 | direct | - | - | 1000 | 0.01 | 0.50 | 100 |")
                .contains("| 1 KB -> 1 KB | 16 | Scales | 33.0 | - | 1000 | 0.01 | 1.70 | 100 |")
                .contains("Latency of 1 KB -> 1 KB at 1000/s")
                .contains("| Scales | 0.01 | 1.70 | 0.00 | 1.20 | 33.0 |")
                .contains("| Scales | 1234 | Java 17 |");
    }
}
