package scales.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

@Timeout(60)
class TlsTest {
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final AppenderBase<ILoggingEvent> ear = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            said.add(event.getLevel() + " " + event.getFormattedMessage());
        }
    };

    @TempDir
    Path files;

    private final Logger log = (Logger) LoggerFactory.getLogger(CertificateWatch.class);

    @BeforeEach
    void listen() {
        ear.start();
        log.setLevel(Level.INFO);
        log.addAppender(ear);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(ear);
        log.setLevel(null);
    }

    private TestCertificate serve(TestCertificate certificate) throws Exception {
        return certificate.writeTo(files.resolve("c.pem"), files.resolve("k.pem"));
    }

    private Cluster cluster() throws Exception {
        return new Cluster().node("s1", request -> request.response().end(request.getHeader("x-forwarded-proto")))
                .with("--tls-port", "0", "--tls-certificate", files.resolve("c.pem").toString(),
                        "--tls-key", files.resolve("k.pem").toString(), "--event-loops", "2").start();
    }

    private static SSLSocket connect(SSLContext trust, Cluster cluster) throws Exception {
        SSLSocket socket = (SSLSocket) trust.getSocketFactory().createSocket("127.0.0.1", cluster.balancer().tlsPort());
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        return socket;
    }

    private static X509Certificate served(SSLContext trust, Cluster cluster) throws Exception {
        try (SSLSocket socket = connect(trust, cluster)) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static String ask(SSLSocket socket) throws Exception {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
        String status = in.readLine();
        while (!in.readLine().isEmpty()) {
            continue;
        }
        return status + " " + (char) in.read() + (char) in.read() + (char) in.read() + (char) in.read() + (char) in.read();
    }

    @Test
    void https_is_served_beside_http_with_versions_that_are_safe() throws Exception {
        SSLContext trust = TestCertificate.trusting(serve(TestCertificate.make(files, "-keyalg", "RSA", "-keysize", "2048")));
        try (Cluster cluster = cluster()) {
            assertThat(cluster.get("/").body()).isEqualTo("http");
            for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
                try (SSLSocket socket = (SSLSocket) trust.getSocketFactory().createSocket("127.0.0.1", cluster.balancer().tlsPort())) {
                    socket.setEnabledProtocols(new String[] {version});
                    assertThat(ask(socket)).isEqualTo("HTTP/1.1 200 OK https");
                    assertThat(socket.getSession().getProtocol()).isEqualTo(version);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({", 'GET / HTTP/1.0'", "http/1.0, 'GET / HTTP/1.0'", "http/1.1, 'GET / HTTP/1.0~Connection: keep-alive'"})
    void http_1_0_is_served_too(String offered, String request) throws Exception {
        SSLContext trust = TestCertificate.trusting(serve(TestCertificate.make(files)));
        try (Cluster cluster = cluster();
                SSLSocket socket = (SSLSocket) trust.getSocketFactory().createSocket("127.0.0.1", cluster.balancer().tlsPort())) {
            if (offered != null) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setApplicationProtocols(new String[] {offered});
                socket.setSSLParameters(parameters);
            }
            socket.setSoTimeout(20_000);
            String last = "GET / HTTP/1.0\r\n\r\n";
            socket.getOutputStream().write((request.replace("~", "\r\n") + "\r\n\r\n" + last).getBytes());
            String answers = new String(socket.getInputStream().readAllBytes());
            assertThat(answers).startsWith("HTTP/1.0 200 OK").endsWith("https").doesNotContain("501");
            assertThat(answers.split("HTTP/1.0 200 OK", -1)).hasSize(request.contains("keep-alive") ? 3 : 2);
        }
    }

    @Test
    void an_answer_that_breaks_off_does_not_look_complete_to_http_1_0() throws Exception {
        SSLContext trust = TestCertificate.trusting(serve(TestCertificate.make(files)));
        try (Cluster cluster = new Cluster().with("--tls-certificate", files.resolve("c.pem").toString(), "--tls-key",
                files.resolve("k.pem").toString(), "--tls-port", "0").node("s1", request -> request.response().setChunked(true).write("half")
                        .onComplete(written -> request.connection().close())).start();
                SSLSocket socket = (SSLSocket) trust.getSocketFactory().createSocket("127.0.0.1", cluster.balancer().tlsPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes());
            assertThatThrownBy(() -> socket.getInputStream().readAllBytes()).isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void a_renewed_certificate_is_served_and_connections_under_way_stay() throws Exception {
        TestCertificate first = serve(TestCertificate.make(files));
        TestCertificate second = TestCertificate.make(files);
        SSLContext trust = TestCertificate.trusting(first, second);
        try (Cluster cluster = cluster(); SSLSocket before = connect(trust, cluster)) {
            assertThat(before.getSession().getPeerCertificates()[0]).isEqualTo(first.certificate());
            serve(second);
            assertThat(said.poll(30, TimeUnit.SECONDS)).startsWith("INFO New connections get the new certificate");
            for (int i = 0; i < 4; i++) {
                assertThat(served(trust, cluster)).isEqualTo(second.certificate());
            }
            assertThat(ask(before)).isEqualTo("HTTP/1.1 200 OK https");
        }
    }

    @Test
    void a_broken_renewal_keeps_what_was_served_says_so_once_and_is_forgotten_when_repaired() throws Exception {
        TestCertificate first = serve(TestCertificate.make(files));
        TestCertificate second = TestCertificate.make(files);
        SSLContext trust = TestCertificate.trusting(first, second);
        try (Cluster cluster = cluster()) {
            String oldKey = Files.readString(files.resolve("k.pem"));
            serve(second);
            Files.writeString(files.resolve("k.pem"), oldKey);
            assertThat(said.poll(30, TimeUnit.SECONDS)).startsWith("ERROR --tls-key: ")
                    .contains("is not the key of the certificate").endsWith("the certificate before stays");
            serve(second);
            Files.writeString(files.resolve("c.pem"), Files.readString(files.resolve("c.pem")).repeat(2));
            assertThat(said.poll(30, TimeUnit.SECONDS)).startsWith("ERROR --tls-certificate: ")
                    .contains("is no chain that can be served").endsWith("the certificate before stays");
            assertThat(served(trust, cluster)).isEqualTo(first.certificate());
            serve(second);
            assertThat(said.poll(30, TimeUnit.SECONDS)).startsWith("INFO New connections get");
            assertThat(served(trust, cluster)).isEqualTo(second.certificate());
        }
    }

    @Test
    void an_expired_certificate_is_served_with_a_warning() throws Exception {
        TestCertificate expired = serve(TestCertificate.make(files, "-keyalg", "EC", "-startdate", "-3d", "-validity", "1"));
        try (Cluster cluster = cluster()) {
            assertThat(said.poll(30, TimeUnit.SECONDS)).startsWith("WARN Clients will refuse TLS: the certificate expired at");
            // Whoever trusts a certificate itself, and not its issuer, takes it for ever.
            assertThat(served(TestCertificate.trusting(expired), cluster)).isEqualTo(expired.certificate());
        }
    }
}
