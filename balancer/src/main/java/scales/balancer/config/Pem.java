package scales.balancer.config;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Certificates and keys as text (RFC 7468). */
final class Pem {
    private static final Pattern KEY = Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private Pem() {}

    /** @return in their order; empty when there is none, or one that is malformed */
    static List<X509Certificate> certificates(String text) {
        if (!text.contains("-----BEGIN CERTIFICATE-----")) {
            return List.of();
        }
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1))).stream()
                    .map(X509Certificate.class::cast).toList();
        } catch (GeneralSecurityException malformed) {
            // Not in the parser's own words: they name positions in bytes that nobody sees.
            return List.of();
        }
    }

    static boolean hasKey(String text) {
        return KEY.matcher(text).find();
    }

    /** @return the first of those that are PKCS#8 and not encrypted; there must be one */
    static PrivateKey key(String text, String algorithm) throws GeneralSecurityException {
        String body = KEY.matcher(text).results().findFirst().orElseThrow().group(1);
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
        } catch (IllegalArgumentException cutOff) {
            throw new InvalidKeyException(cutOff);
        }
    }

    static String text(List<X509Certificate> chain) throws GeneralSecurityException {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : chain) {
            text.append(block("CERTIFICATE", certificate.getEncoded()));
        }
        return text.toString();
    }

    static String text(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    private static String block(String label, byte[] bytes) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + label + "-----\n";
    }
}
