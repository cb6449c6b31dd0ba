package scales.balancer.node;

import java.time.Duration;

/**
 * How a pool judges its nodes.
 *
 * @param rise      successful checks in a row that bring a node UP
 * @param fall      failed checks in a row that bring it DOWN
 * @param slowStart until a node that came back has its full share, zero for at once
 */
public record PoolSettings(int rise, int fall, EjectionRule ejection, Duration slowStart) {}
