package scales.balancer.strategy;

/**
 * What a strategy may know of a request.
 *
 * @param client   the client's address, as text
 * @param target   path and query
 * @param affinity the node its cookie names, or null; as sent by the client, so possibly nonsense
 */
public record Traits(String client, String target, String affinity) {}
