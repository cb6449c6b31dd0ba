package scales.lab.up;

import java.util.List;
import java.util.Optional;
import scales.balancer.config.BalancerConfig;
import scales.balancer.config.ConfigSource;
import scales.balancer.config.Judgement;

/**
 * Everything {@code up} is told at its start; judged.
 *
 * @param judgement on what the balancer is told
 * @param source    the configuration's file, to be followed
 * @param processes whether each worker is a process of its own
 */
public record UpConfig(Judgement judgement, Optional<ConfigSource> source, boolean processes, List<WorkerPlan> workers) {
    public BalancerConfig balancer() {
        return judgement.config();
    }

    /** {@code text} or {@code json}. */
    public String log() {
        return judgement.log();
    }
}
