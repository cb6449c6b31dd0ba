package scales.balancer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file's text, or why there is none; one of them is null.
 *
 * <p>Read by its path each time: editors and Kubernetes put another file in its place.
 */
record FileContent(String text, String problem) {
    static FileContent of(Path file) {
        try {
            String text = Files.readString(file);
            return text.isBlank() ? new FileContent(null, "it is empty") : new FileContent(text, null);
        } catch (IOException unreadable) {
            return new FileContent(null, "it cannot be read (" + unreadable + ")");
        }
    }
}
