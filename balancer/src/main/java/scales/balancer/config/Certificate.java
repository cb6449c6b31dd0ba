package scales.balancer.config;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate chain and its private key, judged: they can be read and belong to each other.
 *
 * @param chain PEM, the server's own certificate first
 * @param key   PEM, PKCS#8 (RFC 5208), not encrypted
 */
public record Certificate(String chain, String key, Instant notBefore, Instant notAfter) {
    private static final Pattern KEY = Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final byte[] SAMPLE = "scales".getBytes(StandardCharsets.US_ASCII);

    /** @return the pair, or null when a line was added to {@code problems} */
    public static Certificate read(Path certificate, Path key, List<String> problems) {
        String chainText = text("--tls-certificate", certificate, problems);
        String keyText = text("--tls-key", key, problems);
        X509Certificate own = chainText == null ? null : own(certificate, chainText, problems);
        PrivateKey secret = keyText == null || own == null ? null : secret(key, keyText, own.getPublicKey(), problems);
        if (secret == null) {
            return null;
        }
        if (!belong(secret, own.getPublicKey())) {
            problems.add("--tls-key: " + key + " is not the key of the certificate in " + certificate);
            return null;
        }
        return new Certificate(chainText, keyText, own.getNotBefore().toInstant(), own.getNotAfter().toInstant());
    }

    private static String text(String option, Path file, List<String> problems) {
        FileContent content = FileContent.of(file, StandardCharsets.ISO_8859_1);
        if (content.problem() != null) {
            problems.add(option + ": " + file + " " + content.problem());
        }
        return content.text();
    }

    private static X509Certificate own(Path file, String text, List<String> problems) {
        if (text.contains("-----BEGIN CERTIFICATE-----")) {
            try {
                return (X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1))).iterator().next();
            } catch (GeneralSecurityException malformed) {
                // Said below, without the parser's own words: they name positions in bytes that nobody sees.
            }
        }
        problems.add("--tls-certificate: " + file + " holds no certificate in PEM (-----BEGIN CERTIFICATE-----)");
        return null;
    }

    private static PrivateKey secret(Path file, String text, PublicKey of, List<String> problems) {
        Matcher pem = KEY.matcher(text);
        if (!pem.find()) {
            problems.add("--tls-key: " + file + " holds no PKCS#8 key in PEM (-----BEGIN PRIVATE KEY-----)");
            return null;
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(pem.group(1));
            return KeyFactory.getInstance(of.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            problems.add("--tls-key: " + file + " holds no " + of.getAlgorithm() + " key, as the certificate's is");
            return null;
        }
    }

    private static boolean belong(PrivateKey secret, PublicKey open) {
        try {
            Signature signature = Signature.getInstance(open.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
            signature.initSign(secret);
            signature.update(SAMPLE);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update(SAMPLE);
            return signature.verify(signed);
        } catch (GeneralSecurityException notEvenUsable) {
            return false;
        }
    }

    /** What clients will object to, although it can be served. */
    public Optional<String> caution(Instant now) {
        if (now.isAfter(notAfter)) {
            return Optional.of("the certificate expired at " + notAfter);
        }
        return now.isBefore(notBefore) ? Optional.of("the certificate is valid only from " + notBefore) : Optional.empty();
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "certificate until " + notAfter;
    }
}
