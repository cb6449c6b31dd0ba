package scales.worker.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the balancers' admin interfaces ask for: given, or in a file that is read at each use, since the balancer may write
 * it after this worker started, or anew.
 */
public record AdminToken(Optional<String> given, Optional<Path> file) {
    private static final Pattern RIGHT = Pattern.compile("[\\x21-\\x7e]+");

    static boolean isRight(String token) {
        return RIGHT.matcher(token).matches();
    }

    /**
     * Blocks.
     *
     * @return the token, or nothing when there is none to send
     * @throws IOException when there should be one in the file and is not, yet
     */
    public Optional<String> read() throws IOException {
        return file.isPresent() ? Optional.of(read(file.get())) : given;
    }

    private static String read(Path file) throws IOException {
        try {
            String token = Files.readString(file).strip();
            if (!isRight(token)) {
                throw new IOException("no token in " + file + ": expected one word of visible ASCII characters");
            }
            return token;
        } catch (NoSuchFileException absent) {
            throw new IOException("no token yet, " + file + " is not there", absent);
        }
    }

    /** Leaves the token out, since configurations end up in logs. */
    @Override
    public String toString() {
        return "AdminToken[given=%s, file=%s]".formatted(given.isPresent(), file);
    }
}
