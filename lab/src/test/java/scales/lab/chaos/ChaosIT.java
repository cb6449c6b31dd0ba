package scales.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
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
}
