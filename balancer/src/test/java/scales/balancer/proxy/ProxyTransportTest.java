package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ProxyTransportTest {
    private final Vertx vertx = ProxyTransport.vertx();

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    /** @return its port */
    private int greetAt(String host, int port) throws Exception {
        return vertx.createNetServer().connectHandler(client -> client.end(Buffer.buffer("welcome"))).listen(port, host)
                .await(20, TimeUnit.SECONDS).actualPort();
    }

    private static String heardAt(String host, int port) throws Exception {
        try (Socket client = new Socket(host, port)) {
            client.setSoTimeout(20_000);
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "0.0.0.0"})
    void nobody_comes_in_against_the_judgement_however_the_place_is_written(String host) throws Exception {
        int port = greetAt(host, 0);
        ProxyTransport.of(vertx).judge(host, port, client -> false);
        assertThat(heardAt("localhost", port)).isEmpty();
    }

    @Test
    void another_address_of_the_same_port_is_another_place() throws Exception {
        int port = greetAt("127.0.0.1", 0);
        greetAt("127.0.0.2", port);
        ProxyTransport.of(vertx).judge("127.0.0.1", port, client -> false);
        assertThat(heardAt("127.0.0.1", port)).isEmpty();
        assertThat(heardAt("127.0.0.2", port)).isEqualTo("welcome");
    }
}
