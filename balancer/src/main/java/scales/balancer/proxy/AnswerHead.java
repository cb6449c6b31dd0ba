package scales.balancer.proxy;

import io.vertx.core.MultiMap;

/**
 * How a node's answer begins; one that is final, as what says {@code 100 Continue} begins nothing.
 *
 * @param status  three digits
 * @param headers as the node wrote them
 */
record AnswerHead(int status, MultiMap headers) {}
