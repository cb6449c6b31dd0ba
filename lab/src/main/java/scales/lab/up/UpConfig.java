package scales.lab.up;

import java.util.List;
import scales.balancer.config.BalancerConfig;

/**
 * Everything {@code up} is told at its start; judged.
 *
 * @param log       {@code text} or {@code json}
 * @param processes whether each worker is a process of its own
 */
public record UpConfig(BalancerConfig balancer, String log, boolean processes, List<WorkerPlan> workers) {}
