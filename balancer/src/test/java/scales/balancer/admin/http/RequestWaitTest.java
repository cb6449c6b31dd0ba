package scales.balancer.admin.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import scales.balancer.admin.Audit;
import scales.balancer.admin.Operations;

/** Who may keep a connection of the admin port. */
@Timeout(60)
class RequestWaitTest {
    private static final String HEAD = "GET /admin/nodes HTTP/1.1\r\nHost: localhost\r\n";

    private final Vertx vertx = Vertx.vertx();
    private final Operations operations = NoNodes.operations();
    private int port;

    @BeforeEach
    void start() throws Exception {
        AdminServer server = new AdminServer(vertx, new AdminSettings("127.0.0.1", 0, List.of(), null), operations, null,
                new Audit(operations, operations.events(), () -> 0), Duration.ofMillis(500));
        port = server.start().await(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    private Socket say(String text) throws Exception {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(text.getBytes());
        return socket;
    }

    private static BufferedReader reading(Socket socket) throws Exception {
        return new BufferedReader(new InputStreamReader(socket.getInputStream()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /admin", HEAD, "PUT /admin/strategy HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{"})
    void who_does_not_finish_asking_is_closed(String begun) throws Exception {
        try (Socket socket = say(begun)) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void a_body_that_breaks_off_is_no_error_of_the_balancer() throws Exception {
        Logger log = (Logger) LoggerFactory.getLogger(Answers.class);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        log.addAppender(logged);
        try (Socket socket = say("PUT /admin/strategy HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{")) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            vertx.close().await();
        } finally {
            log.detachAppender(logged);
        }
        assertThat(logged.list).isEmpty();
    }

    @Test
    void who_was_answered_and_asks_no_more_is_closed() throws Exception {
        try (Socket socket = say(HEAD + "\r\n" + HEAD + "\r\n")) {
            assertThat(reading(socket).lines().filter(line -> line.startsWith("HTTP/1.1 200"))).hasSize(2);
        }
    }

    @Test
    void who_takes_a_large_answer_slowly_gets_it_whole() throws Exception {
        for (int i = 0; i < 1000; i++) {
            operations.events().add("config", "", "x".repeat(10_000));
        }
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(4096);
            slow.setSoTimeout(20_000);
            slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            slow.getOutputStream().write("GET /admin/log HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes());
            assertThat(slow.getInputStream().read()).isEqualTo('H');
            awaitAnIdleOneClosed();
            assertThat(reading(slow).lines().filter(line -> line.contains("xxx"))).hasSize(1000);
        }
    }

    private void awaitAnIdleOneClosed() throws Exception {
        try (Socket later = say("")) {
            assertThat(later.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void who_waits_for_an_answer_is_not() throws Exception {
        try (Socket stream = say("GET /admin/events HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            BufferedReader told = reading(stream);
            assertThat(told.readLine()).startsWith("HTTP/1.1 200");
            awaitAnIdleOneClosed();
            operations.events().add("config", "", "still there");
            assertThat(told.lines().filter(line -> line.contains("still there")).findFirst()).isPresent();
        }
    }
}
