package scales.lab.bench.proxy;

import io.undertow.Undertow;
import io.vertx.httpproxy.HttpProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Server;
import scales.lab.bench.Workspace;
import scales.lab.command.ClassArchive;

/** Finds out which proxies this machine has, and sets them up: kept connections on both sides, bodies of any size, no log. */
final class Installed {
    private static final String THIS_JAVA = "Java " + Runtime.version() + ", " + System.getProperty("java.vendor");

    private final Workspace workspace;
    private final int origin;

    /** @param origin its port */
    Installed(Workspace workspace, int origin) {
        this.workspace = workspace;
        this.origin = origin;
    }

    /** As the launcher starts it, but with one event loop, and with as much memory as in its container. */
    Proxy ours() throws IOException {
        return ours(Contender.OURS, ClassArchive.arguments());
    }

    /** @param java more arguments for Java, which take precedence: another class path, another garbage collector */
    Proxy ours(String name, List<String> java) throws IOException {
        int port = freePort();
        List<String> command = java();
        command.addAll(java);
        command.addAll(List.of(scales.balancer.Main.class.getName(),
                "--host", "127.0.0.1", "--port", Integer.toString(port), "--admin-port", "0", "--cli-port", "0",
                "--event-loops", "1", "--node", "origin=127.0.0.1:" + origin));
        return new Proxy(name, THIS_JAVA, port, command, Map.of(), folder(name).resolve("log"));
    }

    private static List<String> java() {
        return new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseG1GC", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError",
                "-cp", System.getProperty("java.class.path")));
    }

    private Proxy inJava(String name, Class<?> ofIt) throws IOException {
        int port = freePort();
        List<String> command = java();
        // Else Jetty and Undertow would log every step of each request.
        command.add("-Dlogback.configurationFile=balancer-logback.xml");
        command.addAll(List.of(JavaPeers.class.getName(), name, Integer.toString(port), Integer.toString(origin)));
        String version = Optional.ofNullable(ofIt.getPackage().getImplementationVersion()).map(said -> said + ", ").orElse("");
        return new Proxy(name, version + THIS_JAVA, port, command, Map.of(), folder(name).resolve("log"));
    }

    /** @return nothing when it is not there */
    Optional<Proxy> peer(String name) throws IOException, InterruptedException {
        return switch (name) {
            case "haproxy" -> haproxy();
            case "nginx" -> nginx(name, "");
            case "nginx-tuned" -> nginx(name, "proxy_request_buffering off; proxy_buffer_size 256k; proxy_buffers 8 256k; "
                    + "proxy_busy_buffers_size 512k; client_body_buffer_size 256k;");
            case "caddy" -> caddy();
            case "vertx-http-proxy" -> Optional.of(inJava(name, HttpProxy.class));
            case "undertow" -> Optional.of(inJava(name, Undertow.class));
            case "jetty" -> Optional.of(inJava(name, Server.class));
            default -> Optional.empty();
        };
    }

    private Optional<Proxy> haproxy() throws IOException, InterruptedException {
        int port = freePort();
        Path configuration = write("haproxy", "haproxy.cfg", """
                global
                  nbthread 1
                  maxconn 4096
                defaults
                  mode http
                  option forwardfor
                  timeout connect 5s
                  timeout client 60s
                  timeout server 60s
                frontend clients
                  bind 127.0.0.1:%d
                  default_backend nodes
                backend nodes
                  server origin 127.0.0.1:%d
                """.formatted(port, origin));
        return found("haproxy", port, Command.firstLine("haproxy", "-v"),
                List.of("haproxy", "-db", "-q", "-f", configuration.toString()), Map.of());
    }

    /** Its defaults keep no connection to the origin; everything else is as it comes, but for what is said. */
    private Optional<Proxy> nginx(String name, String more) throws IOException, InterruptedException {
        int port = freePort();
        Path folder = folder(name);
        Path configuration = write(name, "nginx.conf", """
                daemon off;
                master_process off;
                pid %1$s/pid;
                error_log stderr;
                events { worker_connections 4096; }
                http {
                  access_log off;
                  client_body_temp_path %1$s/body;
                  proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi;
                  scgi_temp_path %1$s/scgi;
                  client_max_body_size 0;
                  keepalive_requests 1000000000;
                  upstream nodes { server 127.0.0.1:%3$d; keepalive 512; keepalive_requests 1000000000; }
                  server {
                    listen 127.0.0.1:%2$d;
                    location / {
                      proxy_pass http://nodes;
                      proxy_http_version 1.1;
                      proxy_set_header Connection "";
                      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                      %4$s
                    }
                  }
                }
                """.formatted(folder, port, origin, more));
        return found(name, port, Command.firstLine("nginx", "-v"),
                List.of("nginx", "-p", folder.toString(), "-e", "stderr", "-c", configuration.toString()), Map.of());
    }

    private Optional<Proxy> caddy() throws IOException, InterruptedException {
        int port = freePort();
        Path configuration = write("caddy", "Caddyfile", """
                {
                  admin off
                  auto_https off
                }
                http://:%d {
                  bind 127.0.0.1
                  reverse_proxy 127.0.0.1:%d
                }
                """.formatted(port, origin));
        return found("caddy", port, Command.firstLine("caddy", "version"),
                List.of("caddy", "run", "--config", configuration.toString(), "--adapter", "caddyfile"),
                Map.of("GOMAXPROCS", "1", "HOME", folder("caddy").toString()));
    }

    private Optional<Proxy> found(String name, int port, Optional<String> version, List<String> command,
            Map<String, String> environment) throws IOException {
        Path log = folder(name).resolve("log");
        return version.map(said -> new Proxy(name, said, port, command, environment, log));
    }

    private Path write(String name, String file, String text) throws IOException {
        return Files.writeString(folder(name).resolve(file), text);
    }

    private Path folder(String name) throws IOException {
        return workspace.folder(name);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
