package scales.lab.live;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;

/**
 * Where clients ask, and from where: on this machine every client may have an address of its own, of those that mean this
 * machine (127.0.0.0/8), where the operating system has them all.
 */
final class Door {
    private static final int CONNECT_MILLIS = 5_000;
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
        HttpClientOptions options = new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setSsl("https".equals(uri.getScheme()));
        if (ownAddresses) {
            options.setLocalAddress("127.0." + (1 + number / A_BYTE % A_BYTE) + "." + (1 + number % A_BYTE));
        }
        return vertx.httpClientBuilder().with(options).with(new PoolOptions().setHttp1MaxSize(connections)).build();
    }

    Visitor visitor(HttpClient client, boolean keepsCookies) {
        return new Visitor(client, request(), affinity, keepsCookies);
    }

    private RequestOptions request() {
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        return new RequestOptions().setHost(uri.getHost()).setPort(port).setTimeout(PATIENCE_MILLIS);
    }
}
