/**
 * The balancer: takes requests on 8888 and answers them from its nodes.
 */
package scales.balancer;
