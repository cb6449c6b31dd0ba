package scales.balancer.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @CsvSource({"127.0.0.1:3001, 127.0.0.1, 3001", "worker-1.lan:1, worker-1.lan, 1", "[::1]:65535, ::1, 65535",
            "[fe80::1%eth0]:80, fe80::1%eth0, 80"})
    void is_read_and_written_alike(String text, String host, int port) {
        assertThat(Address.parse(text)).isEqualTo(new Address(host, port)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "host", ":3000", "host:", "host:0", "host:65536", "host:-1", "host:3000x", "host:99999999999",
            "::1:3000", "[]:3000", "a b:3000", "http://host:3000", "host/path:80"})
    void anything_else_is_refused_with_what_was_typed(String text) {
        assertThatThrownBy(() -> Address.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected ")
                .hasMessageContaining(text.substring(text.lastIndexOf(':') + 1));
    }
}
