package scales.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static scales.lab.report.Blocks.block;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scales.lab.report.Experiment.FaultMark;

class ReportTest {
    @TempDir
    private Path folder;

    private static Experiment experiment(List<String> set, String command, List<FaultMark> faults, List<String> hints, Block... blocks) {
        return new Experiment("Simulation of 'my_own*file'", set, command, faults, hints, List.of(blocks), true);
    }

    /** Ten seconds, each with as many answers, of a mean as given; NaN is a second without any. */
    private static Block overTime(String strategy, double... means) {
        Block block = block(strategy, 1, 10, 0, 5);
        List<Block.Second> series = java.util.stream.IntStream.range(0, means.length)
                .mapToObj(i -> new Block.Second(i, Double.isNaN(means[i]) ? Map.of() : Map.of("s1", 4L), 0, means[i], 0)).toList();
        return new Block(strategy, 1, 10, 10, block.latencyMicros(), Map.of("s1", new Block.PerNode(10, 5)), Map.of(), 0, 0, block.slowdown(), new double[0], series);
    }

    @Test
    void what_people_wrote_is_text_in_markdown() {
        String text = Markdown.of(experiment(List.of("", "# one | of *two* <b> `x`_y", "1. first"), "./scales simulate --scenario 'a```b'",
                List.of(new FaultMark(1, "s1", "at 1s: kill a|b")), List.of("[link](x)"), overTime("first", 1, 2)), Set.of());
        assertThat(text.lines()).contains("# Simulation of 'my\\_own\\*file'", "- \\# one \\| of \\*two\\* \\<b\\> \\`x\\`\\_y", "- 1\\. first",
                "- Beware: \\[link\\](x)", "````sh", "./scales simulate --scenario 'a```b'").doesNotContain("- ");
        assertThat(text).contains("| at 1s: kill a\\|b |");
    }

    @Test
    void plots_of_an_earlier_report_go_and_files_of_others_stay() throws Exception {
        ReportWriter.write(experiment(List.of(), "", List.of(), List.of(), overTime("first", 1, 2), overTime("random", 1, 2)), folder);
        Files.writeString(folder.resolve("share-mine.svg"), "mine");
        assertThat(folder.resolve("share-random.png")).exists();

        ReportWriter.write(experiment(List.of(), "", List.of(), List.of(), overTime("first", 1, 2)), folder);

        assertThat(folder.resolve("share-random.png")).doesNotExist();
        assertThat(folder.resolve("share-random.svg")).doesNotExist();
        assertThat(folder.resolve("share-first.svg")).exists();
        assertThat(folder.resolve("share-mine.svg")).hasContent("mine");
    }

    @Test
    void only_what_happened_is_told_and_nothing_is_known_of_before_the_beginning() {
        FaultMark begin = new FaultMark(0, "s1", "at 0s: delay s1 250ms");
        FaultMark undone = new FaultMark(2, "s1", "at 2s: kill s1");
        FaultMark rate = new FaultMark(3, "", "at 3s: rate 9");
        FaultMark late = new FaultMark(10, "s1", "at 10s: start s1");
        Experiment experiment = experiment(List.of(), "", List.of(begin, undone, rate, late), List.of(Experiment.notDone(undone.text(), "no such process")),
                overTime("first", 1, 1, 1, Double.NaN, 5));
        assertThat(Table.ofFaults(experiment).rows()).containsExactly(
                List.of(begin.text(), "share - → 100 %, mean - → 2.0 ms, 0 errors"), List.of(rate.text(), "mean 1.0 → 5.0 ms, 0 errors"));
        assertThat(experiment.unreached()).isEqualTo("at 10s: start s1");
        assertThat(Plots.of(experiment).values()).flatExtracting(Chart::marks).doesNotContain(undone, late).contains(begin, rate);
    }

    @Test
    void a_second_without_answers_is_a_gap() {
        Experiment experiment = experiment(List.of(), "", List.of(), List.of(), overTime("first", 1, 2, Double.NaN, 3, 4));
        Map<String, Chart> plots = Plots.of(experiment);
        assertThat(drawn(plots.get("mean-over-time"), "<polyline [^>]*stroke=\"#0072b2\"")).as("lines").isEqualTo(2);
        assertThat(drawn(plots.get("share-first"), "<polygon [^>]*fill=\"#0072b2\"")).as("areas and the legend's").isEqualTo(3);
    }

    private static long drawn(Chart chart, String form) {
        SvgCanvas canvas = new SvgCanvas(Chart.WIDTH, Chart.HEIGHT);
        chart.draw(canvas);
        assertThat(canvas.svg()).doesNotContain("NaN");
        return java.util.regex.Pattern.compile(form).matcher(canvas.svg()).results().count();
    }

    @Test
    void what_happens_at_one_time_is_written_side_by_side() {
        Experiment experiment = experiment(List.of(), "", List.of(new FaultMark(1, "s1", "at 1s: kill s1"), new FaultMark(1, "s2", "at 1s: kill s2")),
                List.of(), overTime("first", 1, 2, 3));
        SvgCanvas canvas = new SvgCanvas(Chart.WIDTH, Chart.HEIGHT);
        Plots.of(experiment).get("mean-over-time").draw(canvas);
        List<Double> places = java.util.regex.Pattern.compile("translate\\(([\\d.]+) [^>]*>kill").matcher(canvas.svg()).results()
                .map(found -> Double.parseDouble(found.group(1))).toList();
        assertThat(places.get(1) - places.get(0)).isGreaterThanOrEqualTo(12);
    }

    @Test
    void ticks_say_where_they_are() {
        assertThat(Axis.linear("s", 3).ticks()).extracting(Axis.Tick::label).containsExactly("0", "0.5", "1.0", "1.5", "2.0", "2.5", "3.0");
        assertThat(Axis.linear("s", 8).ticks()).extracting(Axis.Tick::label).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8");
        assertThat(Axis.linear("ms", 0.12).ticks()).extracting(Axis.Tick::label).containsExactly("0", "0.02", "0.04", "0.06", "0.08", "0.10", "0.12");
    }

    @Test
    void what_nobody_knows_is_a_dash_empty_or_null() throws Exception {
        Experiment silent = experiment(List.of(), "", List.of(), List.of(), block("first", 1, 0, 3, 0));
        assertThat(Table.ofMeasures(silent).rows().get(0)).containsExactly("first", "3", "-", "-", "-", "-", "-", "-", "0", "3", "100", "0", "0");
        assertThat(Csv.of(silent)).contains("first,1,3,,,,,,,0.000,3.000,100.000,");
        assertThat(Results.of(silent)).contains("\"mean_ms\" : null", "\"error_rate_percent\" : 100.0");
        assertThat(Html.of(silent, Map.of())).contains("first answered nobody in 1 of 1 blocks.");
    }
}
