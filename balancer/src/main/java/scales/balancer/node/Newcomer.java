package scales.balancer.node;

/**
 * Who is to join the {@link Pool}.
 *
 * @param weight 0 to 256
 * @param limit  most attempts at a time, 0 for no limit
 */
public record Newcomer(String id, Address address, int weight, int limit, Origin origin) {}
