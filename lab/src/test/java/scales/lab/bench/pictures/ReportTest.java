package scales.lab.bench.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Engine OURS = new Engine(Engine.OURS, "Java 17", List.of(), Map.of());
    private static final Engine PEER = new Engine("peer", "peer 1.2", List.of(), Map.of());
    private static final Case HALF = new Case(Path.of("folder", "a.jpg"), "0.5");
    private static final Case DOUBLE = new Case(Path.of("folder", "a.jpg"), "2");
    private static final Case BITMAP = new Case(Path.of("folder", "b.bmp"), "2");

    private static String report(Row... rows) {
        return new Report(List.of(OURS, PEER), List.of(rows), 3).markdown();
    }

    private static Row row(Case job, String engine, double cpuMillis) {
        return new Row(job, engine, new Figures(cpuMillis, 2048, 77), new Quality(40, 0.98));
    }

    @Test
    void a_ratio_is_ours_by_theirs_and_the_mean_is_geometric() {
        String report = report(row(HALF, Engine.OURS, 40), row(HALF, "peer", 20), row(DOUBLE, Engine.OURS, 10), row(DOUBLE, "peer", 80));

        assertThat(report)
                .contains("| a.jpg | 0.5 | peer | 20.0 | 2.00 | 2 | 77 | 40.00 | 0.9800 |")
                .contains("Ours / peer: geometric mean 0.50 over 2 cases, worst 2.00 (a.jpg x 0.5).")
                .contains("- peer: peer 1.2");
    }

    @Test
    void what_a_peer_cannot_do_is_a_dash_and_counts_for_nothing() {
        String report = report(row(HALF, Engine.OURS, 30), row(HALF, "peer", 20), row(BITMAP, Engine.OURS, 1),
                new Row(BITMAP, "peer", null, null));

        assertThat(report).contains("| b.bmp | 2 | peer | - | - | - | - | - | - |").contains("geometric mean 1.50 over 1 case,");
    }
}
