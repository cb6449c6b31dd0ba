package scales.balancer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for localhost that signs itself, made by the keytool of the running JDK. */
public final class TestCertificate {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final X509Certificate certificate;
    private final byte[] key;

    private TestCertificate(X509Certificate certificate, byte[] key) {
        this.certificate = certificate;
        this.key = key;
    }

    /** @param options of {@code keytool -genkeypair}, such as {@code -keyalg RSA} */
    public static TestCertificate make(Path directory, String... options) throws Exception {
        Path store = Files.createTempFile(directory, "made", ".p12");
        Files.delete(store);
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "it", "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1",
                "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", new String(PASSWORD)));
        command.addAll(options.length == 0 ? List.of("-keyalg", "EC") : List.of(options));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException("keytool failed: " + command);
        }
        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            made.load(in, PASSWORD);
        }
        return new TestCertificate((X509Certificate) made.getCertificate("it"), made.getKey("it", PASSWORD).getEncoded());
    }

    public TestCertificate writeTo(Path chainFile, Path keyFile) throws Exception {
        Files.writeString(chainFile, pem("CERTIFICATE", certificate.getEncoded()));
        Files.writeString(keyFile, pem("PRIVATE KEY", key));
        return this;
    }

    private static String pem(String label, byte[] bytes) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes)
                + "\n-----END " + label + "-----\n";
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** Trusts these and nobody else. */
    public static SSLContext trusting(TestCertificate... certificates) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (int i = 0; i < certificates.length; i++) {
            trusted.setCertificateEntry("it" + i, certificates[i].certificate());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
