package scales.balancer.health;

import java.time.Duration;

/** @param method {@code GET} or {@code HEAD} */
public record ProbeSettings(String method, String path, Duration interval, Duration timeout) {}
