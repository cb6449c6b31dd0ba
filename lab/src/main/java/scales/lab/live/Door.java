package scales.lab.live;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientBuilder;
import io.vertx.core.http.HttpClientConfig;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;

/**
 * Where clients ask, and from where: on this machine every client may have an address of its own, of those that mean this
 * machine (127.0.0.0/8), where the operating system has them all.
 */
final class Door {
    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(5);
    /** Longer than a balancer waits for a node. */
    private static final int PATIENCE_MILLIS = 70_000;
    private static final int A_BYTE = 250;

    private final Vertx vertx;
    private final URI uri;
    private final String affinity;
    private final boolean ownAddresses;

    /** @param affinity the cookie that binds a client to its node, or {@code ""} */
    Door(Vertx vertx, URI uri, String affinity, boolean oneAddress) {
        this.vertx = vertx;
        this.uri = uri;
        this.affinity = affinity;
        this.ownAddresses = !oneAddress && haveAddresses(uri);
    }

    private static boolean haveAddresses(URI uri) {
        if (!"127.0.0.1".equals(uri.getHost())) {
            return false;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("127.0.0.2", 0));
            return true;
        } catch (IOException onlyOne) {
            return false;
        }
    }

    /** @param number of the client, from 0 */
    HttpClient client(int number, int connections) {
        boolean ssl = "https".equals(uri.getScheme());
        HttpClientConfig config = new HttpClientConfig().setConnectTimeout(CONNECTS_WITHIN).setSsl(ssl);
        if (ownAddresses) {
            // Not HttpClientOptions.setLocalAddress, which Vert.x 5.2 does not look at.
            config.getTcpConfig().setLocalAddress(SocketAddress.inetSocketAddress(0,
                    "127.0." + (1 + number / A_BYTE % A_BYTE) + "." + (1 + number % A_BYTE)));
        }
        HttpClientBuilder client = vertx.httpClientBuilder().with(config).with(new PoolOptions().setHttp1MaxSize(connections));
        return (ssl ? client.with(new ClientSSLOptions()) : client).build();
    }

    Visitor visitor(HttpClient client, boolean keepsCookies) {
        return new Visitor(client, request(), affinity, keepsCookies);
    }

    private RequestOptions request() {
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        return new RequestOptions().setHost(uri.getHost()).setPort(port).setTimeout(PATIENCE_MILLIS);
    }
}
