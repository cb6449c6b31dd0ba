package scales.lab.bench.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ClosedSelectorException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What measures must itself be right. */
@Timeout(60)
class LoadTest {
    private Origin origin;
    private Thread serving;

    @BeforeEach
    void an_origin() throws IOException {
        origin = new Origin();
        serving = new Thread(() -> {
            try {
                origin.run();
            } catch (IOException | ClosedSelectorException closed) {
                // The test is over.
            }
        });
        serving.start();
    }

    @AfterEach
    void leave_nothing() throws Exception {
        origin.close();
        serving.join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1k", "100k", "2m"})
    void every_client_is_answered_and_every_answer_is_counted(String body) throws IOException {
        try (Load load = new Load(origin.port(), Body.of(body), 3)) {
            Load.Answered once = load.closed(0);
            assertThat(once.requests()).as("one each, as the time is over when the first is answered").isEqualTo(3);
            assertThat(once.latencies().getTotalCount()).isEqualTo(3);
            assertThat(load.closed(0).requests()).as("on the same connections").isEqualTo(3);
        }
    }

    @Test
    void by_the_clock_there_are_as_many_as_are_due() throws IOException {
        try (Load load = new Load(origin.port(), Body.of("1k"), 2)) {
            long since = System.nanoTime();
            Load.Answered answered = load.open(1_000, Duration.ofMillis(50).toNanos());

            assertThat(answered.requests()).isEqualTo(50);
            assertThat(answered.latencies().getTotalCount()).isEqualTo(50);
            assertThat(System.nanoTime() - since).as("the last is due after 49 ms").isGreaterThanOrEqualTo(Duration.ofMillis(49).toNanos());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nmore",
        "HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\n",
        ""
    })
    void a_wrong_answer_ends_it(String answer) throws Exception {
        try (ServerSocket wrong = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Load load = new Load(wrong.getLocalPort(), Body.of("0"), 1);
                Socket connection = wrong.accept()) {
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            connection.shutdownOutput();

            assertThatThrownBy(() -> load.closed(0)).isInstanceOf(IOException.class);
        }
    }
}
