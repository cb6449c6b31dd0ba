package scales.balancer.proxy;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One event loop's connections to the nodes. Confined to it. */
final class NodeConnections {
    private static final int LARGEST_ANSWER_HEAD = 32 * 1024;
    private static final String CODEC = "codec";
    /**
     * The nodes' limits bound what is in flight; the default of 5 would queue invisibly. More than anybody wants, and not more: each pool
     * has an array of that length, and a node gets another pool whenever its last connection has gone.
     */
    private static final int CONNECTIONS_PER_NODE = 4_096;

    private final HttpClient client;
    private final ReadMemory memory;
    private final Set<HttpConnection> unused = new HashSet<>();

    /**
     * @param keepAlive without a request, in whole seconds
     * @param memory    for the bodies that they send
     */
    NodeConnections(Vertx vertx, Duration keepAlive, ReadMemory memory) {
        this.memory = memory;
        client = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setKeepAliveTimeout((int) keepAlive.toSeconds()))
                .with(new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_NODE))
                .withConnectHandler(this::connected)
                .build();
    }

    private void connected(HttpConnection connection) {
        // One that breaks while idle is nobody's; one in use tells its exchange by itself.
        connection.exceptionHandler(broken -> {});
        Channel socket = ProxyTransport.socketOf(connection);
        Wire.prepare(socket, memory);
        socket.pipeline().replace(CODEC, CODEC,
                new AnswerCodec(new HttpDecoderConfig().setMaxHeaderSize(LARGEST_ANSWER_HEAD).setMaxChunkSize(memory.size())));
        unused.add(connection);
        connection.closeHandler(closed -> unused.remove(connection));
    }

    Future<HttpClientRequest> request(RequestOptions options) {
        return client.request(options);
    }

    /** Whether a connection served others before; to be asked once for each request. */
    boolean wasUsed(HttpConnection connection) {
        return !unused.remove(connection);
    }

    Future<Void> shutdown(long timeout, TimeUnit unit) {
        return client.shutdown(timeout, unit);
    }
}
