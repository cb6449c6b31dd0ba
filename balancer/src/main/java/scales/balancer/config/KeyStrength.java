package scales.balancer.config;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/**
 * Which keys are worth serving: those of 112 bits of security and more, as OpenSSL's security level 2 wants them
 * (SSL_CTX_set_security_level(3)). Java takes shorter ones and then fails, or its clients do, in each handshake.
 */
final class KeyStrength {
    private static final int LEAST_RSA_BITS = 2048;
    private static final int LEAST_EC_BITS = 224;

    private KeyStrength() {}

    /** @return such as "has an RSA key of 512 bits, expected 2048 or more" */
    static Optional<String> problem(PublicKey key) {
        if (key instanceof RSAPublicKey rsa && key.getAlgorithm().equals("RSA")) {
            return problem("RSA", rsa.getModulus().bitLength(), LEAST_RSA_BITS);
        }
        if (key instanceof ECPublicKey elliptic) {
            return problem("EC", elliptic.getParams().getOrder().bitLength(), LEAST_EC_BITS);
        }
        return Optional.of("has a key for " + key.getAlgorithm() + ", expected one for RSA or EC");
    }

    private static Optional<String> problem(String algorithm, int bits, int least) {
        return bits >= least ? Optional.empty()
                : Optional.of("has an " + algorithm + " key of " + bits + " bits, expected " + least + " or more");
    }
}
