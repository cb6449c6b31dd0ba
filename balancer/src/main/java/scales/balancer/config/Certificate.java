package scales.balancer.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A certificate chain and its private key, judged: they can be read, belong to each other, and can be served.
 *
 * @param chain PEM of nothing but certificates, the server's own first
 * @param key   PEM, PKCS#8 (RFC 5208), not encrypted
 */
public record Certificate(String chain, String key, Instant notBefore, Instant notAfter) {
    private static final byte[] SAMPLE = "scales".getBytes(StandardCharsets.US_ASCII);
    /** Of a store that is in memory only. */
    private static final char[] PASSWORD = "scales".toCharArray();

    /** @return the pair, or null when a line was added to {@code problems} */
    public static Certificate judge(PemFiles files, List<String> problems) {
        List<X509Certificate> chain = chain(files, problems);
        if (files.secret().problem() != null) {
            problems.add("--tls-key: " + files.key() + " " + files.secret().problem());
            return null;
        }
        PrivateKey secret = chain.isEmpty() ? null : secret(files, chain.get(0).getPublicKey(), problems);
        if (secret == null) {
            return null;
        }
        try {
            store(chain, secret);
            X509Certificate own = chain.get(0);
            return new Certificate(Pem.text(chain), Pem.text(secret), own.getNotBefore().toInstant(), own.getNotAfter().toInstant());
        } catch (GeneralSecurityException | IOException refused) {
            problems.add("--tls-certificate: " + files.certificate() + " is no chain that can be served (" + refused.getMessage()
                    + "): expected the server's own certificate, then its issuer's and so on, none twice");
            return null;
        }
    }

    private static List<X509Certificate> chain(PemFiles files, List<String> problems) {
        String text = files.chain().text();
        List<X509Certificate> chain = text == null ? List.of() : Pem.certificates(text);
        Optional<String> problem = text == null ? Optional.of(files.chain().problem())
                : chain.isEmpty() ? Optional.of("holds no certificate in PEM (-----BEGIN CERTIFICATE-----)")
                : KeyStrength.problem(chain.get(0).getPublicKey());
        problem.ifPresent(what -> problems.add("--tls-certificate: " + files.certificate() + " " + what));
        return problem.isPresent() ? List.of() : chain;
    }

    private static PrivateKey secret(PemFiles files, PublicKey of, List<String> problems) {
        String option = "--tls-key: " + files.key();
        if (!Pem.hasKey(files.secret().text())) {
            problems.add(option + " holds no PKCS#8 key in PEM (-----BEGIN PRIVATE KEY-----)");
            return null;
        }
        try {
            PrivateKey secret = Pem.key(files.secret().text(), of.getAlgorithm());
            if (belong(secret, of)) {
                return secret;
            }
            problems.add(option + " is not the key of the certificate in " + files.certificate());
        } catch (GeneralSecurityException malformed) {
            problems.add(option + " holds no " + of.getAlgorithm() + " key, as the certificate's is");
        }
        return null;
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

    /** As the listeners do, which serve out of such a store: it is particular about chains. */
    private static void store(List<X509Certificate> chain, PrivateKey secret) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("own", secret, PASSWORD, chain.toArray(X509Certificate[]::new));
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
