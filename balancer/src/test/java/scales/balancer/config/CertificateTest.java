package scales.balancer.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @Test
    void a_chain_that_java_does_not_serve_is_one_line() throws Exception {
        Path certificate = files.resolve("c.pem");
        Path key = files.resolve("k.pem");
        TestCertificate.make(files, "-keyalg", "EC", "-dname", "CN=foreign").writeTo(files.resolve("foreign.pem"), key);
        String foreign = Files.readString(files.resolve("foreign.pem"));
        TestCertificate.make(files).writeTo(certificate, key);
        String own = Files.readString(certificate);

        for (String second : new String[] {own, foreign}) {
            Files.writeString(certificate, own + second);
            assertThat(judgeBoth().problems()).singleElement().asString()
                    .startsWith("--tls-certificate: " + certificate + " is no chain that can be served (").doesNotContain("\n");
        }
    }

    @Test
    void text_around_a_certificate_is_not_handed_on() throws Exception {
        Path certificate = files.resolve("c.pem");
        Path key = files.resolve("k.pem");
        TestCertificate.make(files).writeTo(certificate, key);
        List<String> problems = new ArrayList<>();
        Certificate bare = Certificate.judge(PemFiles.read(certificate, key), problems);
        Files.writeString(certificate, "subject=CN = localhost\n" + Files.readString(certificate) + "the end\n");
        assertThat(Certificate.judge(PemFiles.read(certificate, key), problems)).isNotNull().isEqualTo(bare);
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "-keyalg RSA -keysize 1024, 'has an RSA key of 1024 bits, expected 2048 or more'",
        "-keyalg RSA -keysize 512 -sigalg SHA256withRSA, 'has an RSA key of 512 bits, expected 2048 or more'",
        "-keyalg Ed25519, 'has a key for EdDSA, expected one for RSA or EC'"})
    void a_key_that_is_too_short_or_of_another_kind_is_refused(String options, String problem) throws Exception {
        TestCertificate.make(files, options.split(" ")).writeTo(files.resolve("c.pem"), files.resolve("k.pem"));
        assertThat(judgeBoth().problems()).containsExactly("--tls-certificate: " + files.resolve("c.pem") + " " + problem);
    }

    @Test
    void an_elliptic_key_under_224_bits_is_refused() throws Exception {
        // Of secp192r1: no tool of the JDK makes keys on that curve any more, but it reads them.
        PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(
                "MEkwEwYHKoZIzj0CAQYIKoZIzj0DAQEDMgAEXy8PhASZck18Nt/apAkS0qLvNztxV7zeZ/URtk6Cv5ekb/IjX+SdwJX7RzIuWECe")));
        assertThat(KeyStrength.problem(key)).hasValue("has an EC key of 192 bits, expected 224 or more");
    }
}
