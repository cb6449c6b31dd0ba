package scales.worker.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import scales.worker.TestWorker;

class MetricsDocumentTest {
    private static final Path DOCUMENT = Path.of(System.getProperty("scales.root"), "docs", "operating.md");

    @Test
    void every_metric_of_a_worker_is_in_the_document_and_the_other_way_round() throws Exception {
        try (TestWorker worker = TestWorker.start()) {
            worker.post("/resize?scale=x", "");
            worker.get("/");
            String scrape = worker.get("/metrics").body();
            Set<String> types = names(Pattern.compile("# TYPE (scales_\\w+) (\\w+)"), scrape);
            assertThat(types).isEqualTo(names(Pattern.compile("\\| `(scales_worker_\\w+)` \\| (\\w+)"), Files.readString(DOCUMENT)));
            assertThat(names(Pattern.compile("# HELP (scales_\\w+)() ."), scrape)).hasSameSizeAs(types);
            assertThat(scrape).contains("scales_worker_requests_total{code=\"400\"} 1.0", "scales_worker_requests_total{code=\"200\"} 1.0",
                    "jvm_memory_used_bytes");
        }
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> found.group(1) + " " + found.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
