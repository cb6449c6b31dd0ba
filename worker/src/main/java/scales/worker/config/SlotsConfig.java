package scales.worker.config;

/**
 * How much a worker takes on at once.
 *
 * @param slots  pictures resized at once
 * @param queue  pictures that may wait for a slot
 * @param memory bytes that the pictures being resized may take together
 */
public record SlotsConfig(int slots, int queue, long memory) {}
