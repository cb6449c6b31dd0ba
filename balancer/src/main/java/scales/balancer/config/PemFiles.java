package scales.balancer.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The two files of a certificate and what they held at one time; equal ones need not be judged again. */
public record PemFiles(Path certificate, Path key, FileContent chain, FileContent secret) {
    public static PemFiles read(Path certificate, Path key) {
        return new PemFiles(certificate, key, FileContent.of(certificate, StandardCharsets.ISO_8859_1),
                FileContent.of(key, StandardCharsets.ISO_8859_1));
    }

    /** Never the key. */
    @Override
    public String toString() {
        return certificate + " and " + key;
    }
}
