package scales.balancer.proxy;

import java.time.Duration;
import scales.balancer.retry.Patience;

/**
 * @param port            0 takes a free one
 * @param connectTimeout  to reach a node
 * @param nodeKeepAlive   of a connection to a node without a request, in whole seconds
 * @param patience        with nodes that were reached
 * @param queueTimeout    for a place on a node
 * @param maxBody         bytes of a request body; more is 413
 * @param keptBody        bytes of a request body read ahead, so that it can be sent again
 * @param keptBodies      bytes of all request bodies read ahead
 * @param keptAnswer      bytes of an answer read ahead of its client
 * @param keptAnswers     bytes of all answers read ahead
 * @param clients         what clients are allowed
 */
public record ProxySettings(
        String host,
        int port,
        Duration connectTimeout,
        Duration nodeKeepAlive,
        Patience patience,
        Duration queueTimeout,
        long maxBody,
        long keptBody,
        long keptBodies,
        long keptAnswer,
        long keptAnswers,
        ClientSettings clients) {}
