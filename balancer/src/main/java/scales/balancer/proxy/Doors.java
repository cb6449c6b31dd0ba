package scales.balancer.proxy;

import io.vertx.core.net.KeyCertOptions;

/**
 * Where clients come in beside the plain port. A port of 0 takes a free one.
 *
 * @param tls           HTTPS, or null
 * @param proxyProtocol or null
 */
public record Doors(Tls tls, ProxyProtocol proxyProtocol) {

    public record Tls(int port, KeyCertOptions certificate) {}

    /** @param from who may connect there: their word about their clients counts */
    public record ProxyProtocol(int port, TrustedProxies from) {}
}
