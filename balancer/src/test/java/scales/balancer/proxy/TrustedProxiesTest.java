package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {
    private final TrustedProxies trusted = new TrustedProxies(List.of("10.0.0.0/8", "192.168.1.7", "fd00::/8"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "9.9.9.9     | 1.2.3.4               | 9.9.9.9 | a stranger is who it is, whatever it says",
        "10.1.2.3    | 1.2.3.4               | 1.2.3.4 | a trusted proxy is believed",
        "10.1.2.3    | 6.6.6.6, 1.2.3.4      | 1.2.3.4 | not what the client put before it",
        "10.1.2.3    | 1.2.3.4, 10.9.9.9     | 1.2.3.4 | through two trusted proxies",
        "192.168.1.7 | 2001:db8::1           | 2001:db8::1 | IPv6",
        "fd00::1     | 1.2.3.4               | 1.2.3.4 | an IPv6 proxy",
        "192.168.1.8 | 1.2.3.4               | 192.168.1.8 | its neighbour is a stranger",
        "10.1.2.3    | evil.example          | 10.1.2.3 | no names",
        "10.1.2.3    | ''                    | 10.1.2.3 | nothing said",
        "10.1.2.3    | 10.2.2.2              | 10.2.2.2 | only proxies: the farthest"})
    void the_client_is_the_first_address_from_the_end_that_nobody_trusts(String peer, String header, String client, String why) {
        assertThat(trusted.client(peer, List.of(header))).as(why).isEqualTo(client);
    }

    @Test
    void nobody_is_trusted_by_default() {
        assertThat(new TrustedProxies(List.of()).client("10.0.0.1", List.of("1.2.3.4"))).isEqualTo("10.0.0.1");
    }

    @Test
    void names_and_impossible_networks_are_refused() {
        assertThatThrownBy(() -> new TrustedProxies(List.of("proxy.example"))).hasMessageContaining("expected an address");
        assertThatThrownBy(() -> new TrustedProxies(List.of("10.0.0.0/33"))).hasMessageContaining("at most /32");
    }
}
