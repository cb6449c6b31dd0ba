package scales.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import scales.lab.command.Progress;

/** A short run with a seed whose plan has all that hurts. */
@Timeout(300)
class ChaosIT {
    private static final long SEED = 615;

    @TempDir
    private Path logs;

    @Test
    void clients_see_nothing_and_nothing_is_left_behind() throws Exception {
        ChaosConfig config = new ChaosConfig(SEED, Duration.ofSeconds(12), 3, 5, Action.disturbances());
        try (Chaos chaos = new Chaos(config, logs, new Progress())) {
            Outcome outcome = chaos.run();
            assertThat(outcome.passed()).as(outcome.text()).isTrue();
        }
    }

    @Test
    void a_step_that_cannot_be_done_is_a_failure_and_what_is_known_by_then_is_told() throws Exception {
        ChaosConfig config = new ChaosConfig(SEED, Duration.ofSeconds(6), 2, 2, Set.of(Action.WEIGHT));
        try (Chaos chaos = new Chaos(config, logs, new Progress(untilTheFirstStep()))) {
            Outcome outcome = chaos.run();
            assertThat(outcome.passed()).isFalse();
            assertThat(outcome.text()).contains("could not do weight s").contains("the run broke off after weight s").contains("seed").contains("2 workers, 2 clients");
        }
    }

    /** Steps are said just before they are done: then the balancer goes, which was the first to start. */
    private static PrintStream untilTheFirstStep() {
        return new PrintStream(OutputStream.nullOutputStream()) {
            @Override
            public PrintStream printf(String format, Object... values) {
                ProcessHandle.current().children().min(Comparator.comparing(child -> child.info().startInstant().orElseThrow()))
                        .ifPresent(ProcessHandle::destroyForcibly);
                return this;
            }
        };
    }
}
