package scales.balancer.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scales.balancer.TestCertificate;

class CertificateTest {
    @TempDir
    Path files;

    private Judgement judge(String... arguments) {
        return new ConfigReader(Map.of(), name -> Optional.empty()).read(arguments);
    }

    private Judgement judgeBoth() {
        return judge("--tls-certificate", files.resolve("c.pem").toString(), "--tls-key", files.resolve("k.pem").toString());
    }

    @Test
    void without_files_there_is_no_tls() {
        assertThat(judge().config().tls().certificate()).isNull();
    }

    @Test
    void one_file_needs_the_other() {
        assertThat(judge("--tls-key", "k.pem").problems()).containsExactly("--tls-key: needs --tls-certificate");
        assertThat(judge("--tls-certificate", "c.pem").problems()).containsExactly("--tls-certificate: needs --tls-key");
    }

    @Test
    void other_files_need_a_restart() throws Exception {
        TestCertificate.make(files).writeTo(files.resolve("c.pem"), files.resolve("k.pem"));
        assertThat(ChangeSet.of(judge(), judge(), judgeBoth()).atStart()).containsExactly("--tls-certificate", "--tls-key");
    }

    @Test
    void files_that_are_not_there_are_a_line_each() {
        assertThat(judgeBoth().problems()).containsExactly(
                "--tls-certificate: " + files.resolve("c.pem") + " is not there", "--tls-key: " + files.resolve("k.pem") + " is not there");
    }

    @Test
    void a_pair_is_accepted_and_anything_else_is_said() throws Exception {
        TestCertificate rsa = TestCertificate.make(files, "-keyalg", "RSA", "-keysize", "2048");
        TestCertificate elliptic = TestCertificate.make(files);
        TestCertificate other = TestCertificate.make(files);
        Path certificate = files.resolve("c.pem");
        Path key = files.resolve("k.pem");

        rsa.writeTo(certificate, key);
        assertThat(judgeBoth().config().tls()).isEqualTo(new BalancerConfig.Tls(8443, certificate, key));
        elliptic.writeTo(certificate, key);
        assertThat(judgeBoth().config().tls()).isEqualTo(new BalancerConfig.Tls(8443, certificate, key));

        other.writeTo(files.resolve("unused.pem"), key);
        assertThat(judgeBoth().problems()).singleElement().asString().contains("is not the key of the certificate in");
        rsa.writeTo(files.resolve("unused.pem"), key);
        assertThat(judgeBoth().problems()).singleElement().asString().startsWith("--tls-key: ").endsWith("holds no EC key, as the certificate's is");
        Files.writeString(key, "-----BEGIN ENCRYPTED PRIVATE KEY-----");
        assertThat(judgeBoth().problems()).singleElement().asString().contains("holds no PKCS#8 key in PEM");
        Files.writeString(certificate, "not PEM");
        assertThat(judgeBoth().problems()).anySatisfy(line -> assertThat(line).contains("holds no certificate in PEM"));
        Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThat(judgeBoth().problems()).anySatisfy(line -> assertThat(line).contains("holds no certificate in PEM"));
    }
}
