package scales.lab.bench.proxy;

import io.undertow.Undertow;
import io.undertow.server.handlers.proxy.LoadBalancingProxyClient;
import io.undertow.server.handlers.proxy.ProxyHandler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.httpproxy.HttpProxy;
import java.net.URI;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Other proxies in Java, each in a process of its own: as they come, with as many connections to the origin as are asked for. */
final class JavaPeers {
    private static final int CONNECTIONS = 512;

    private JavaPeers() {}

    /** @param arguments which one, its port, the origin's port */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[1]);
        int origin = Integer.parseInt(arguments[2]);
        switch (arguments[0]) {
            case "vertx-http-proxy" -> vertx(port, origin);
            case "undertow" -> undertow(port, origin);
            case "jetty" -> jetty(port, origin);
            default -> throw new IllegalArgumentException("no proxy is called " + arguments[0]);
        }
    }

    private static void vertx(int port, int origin) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        HttpProxy proxy = HttpProxy.reverseProxy(vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS)));
        proxy.origin(origin, "127.0.0.1");
        vertx.createHttpServer().requestHandler(proxy).listen(port, "127.0.0.1");
    }

    private static void undertow(int port, int origin) {
        LoadBalancingProxyClient client = new LoadBalancingProxyClient().setConnectionsPerThread(CONNECTIONS)
                .addHost(URI.create("http://127.0.0.1:" + origin));
        Undertow.builder().addHttpListener(port, "127.0.0.1").setIoThreads(1).setWorkerThreads(1)
                .setHandler(ProxyHandler.builder().setProxyClient(client).build()).build().start();
    }

    private static void jetty(int port, int origin) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new org.eclipse.jetty.proxy.ProxyHandler.Reverse(
                request -> HttpURI.build(request.getHttpURI()).scheme("http").host("127.0.0.1").port(origin)) {
            @Override
            protected void configureHttpClient(HttpClient client) {
                super.configureHttpClient(client);
                client.setMaxConnectionsPerDestination(CONNECTIONS);
            }
        });
        server.start();
    }
}
