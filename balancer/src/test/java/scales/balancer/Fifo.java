package scales.balancer;

import java.io.IOException;
import java.nio.file.Path;

/** A named pipe, which Java cannot make. */
public final class Fifo {
    private Fifo() {}

    public static Path make(Path path) throws IOException, InterruptedException {
        int status = new ProcessBuilder("mkfifo", path.toString()).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException("mkfifo " + path + " ended with " + status);
        }
        return path;
    }
}
