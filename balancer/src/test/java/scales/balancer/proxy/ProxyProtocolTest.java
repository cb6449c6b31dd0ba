package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scales.balancer.Cluster;

/** The PROXY protocol, versions 1 and 2 (haproxy.org, doc/proxy-protocol.txt). */
@Timeout(30)
class ProxyProtocolTest {
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    private static final Cluster CLUSTER = new Cluster();

    @BeforeAll
    static void start() throws Exception {
        CLUSTER.node("s1", request -> request.response().end("for " + request.getHeader("x-forwarded-for")))
                .with("--proxy-protocol", "127.0.0.1", "--proxy-protocol-port", "0", "--header-timeout", "3s").start();
    }

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    private static String exchange(String from, int port, byte[] bytes) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(bytes);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException cut) {
            return "";
        }
    }

    private static byte[] announced(byte[] header) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(header);
        bytes.writeBytes(GET.getBytes(StandardCharsets.US_ASCII));
        return bytes.toByteArray();
    }

    private static byte[] version1(String line) {
        return announced((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] version2(String rest) {
        return announced(HexFormat.of().parseHex(SIGNATURE + rest.replace(" ", "")));
    }

    private static String trusted(byte[] bytes) throws IOException {
        return exchange("127.0.0.1", CLUSTER.balancer().proxyProtocolPort(), bytes);
    }

    @ParameterizedTest
    @CsvSource({"PROXY TCP4 192.0.2.7 198.51.100.1 4711 443, 192.0.2.7", "PROXY TCP6 2001:db8::7 2001:db8::1 4711 443, 2001:db8:0:0:0:0:0:7",
        "PROXY UNKNOWN, 127.0.0.1"})
    void version_1_says_who_the_client_is(String line, String client) throws Exception {
        assertThat(trusted(version1(line))).contains(" 200 ").endsWith("for " + client);
    }

    @ParameterizedTest
    @CsvSource({"21 11 000c c0000207 c6336401 1267 01bb, 192.0.2.7",
        "21 21 0024 20010db8000000000000000000000007 20010db8000000000000000000000001 1267 01bb, 2001:db8:0:0:0:0:0:7",
        "20 00 0000, 127.0.0.1",
        "21 11 0013 c0000207 c6336401 1267 01bb 04 0004 61626364, 192.0.2.7"})
    void version_2_says_who_the_client_is(String header, String client) throws Exception {
        assertThat(trusted(version2(header))).contains(" 200 ").endsWith("for " + client);
    }

    @ParameterizedTest
    @CsvSource({"PROXY", "PROXY TCP4 192.0.2.7", "PROXY TCP4 nobody nowhere 1 2", "PROXY TCP4 192.0.2.7 198.51.100.1 99999 443",
        "PROXY TCP9 192.0.2.7 198.51.100.1 1 2"})
    void a_malformed_header_is_the_end(String line) throws Exception {
        assertThat(trusted(version1(line))).doesNotContain("200");
    }

    @Test
    void a_malformed_version_2_is_the_end() throws Exception {
        assertThat(trusted(version2("31 11 000c c0000207 c6336401 1267 01bb"))).doesNotContain("200");
        assertThat(trusted(version2("21 11 0004 c0000207"))).doesNotContain("200");
    }

    @Test
    void a_client_at_a_domain_socket_has_no_address_and_is_closed() throws Exception {
        assertThat(trusted(version2("21 31 00d8" + "2f".repeat(216)))).doesNotContain("200");
        assertThat(trusted(version2("20 00 0000"))).contains(" 200 ");
    }

    @Test
    void a_connection_without_header_is_closed() throws Exception {
        assertThat(trusted(GET.getBytes(StandardCharsets.US_ASCII))).doesNotContain("200");
        assertThat(trusted(new byte[0])).isEmpty();
    }

    @Test
    void nobody_else_may_announce_clients() throws Exception {
        byte[] proper = version1("PROXY TCP4 192.0.2.7 198.51.100.1 4711 443");
        assertThat(exchange("127.0.0.2", CLUSTER.balancer().proxyProtocolPort(), proper)).isEmpty();
    }

    @Test
    void the_plain_port_takes_no_header_from_anybody() throws Exception {
        byte[] proper = version1("PROXY TCP4 192.0.2.7 198.51.100.1 4711 443");
        assertThat(exchange("127.0.0.1", CLUSTER.port(), proper)).doesNotContain("200");
        assertThat(exchange("127.0.0.1", CLUSTER.port(), GET.getBytes(StandardCharsets.US_ASCII))).endsWith("for 127.0.0.1");
    }
}
