package scales.lab.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder for the time of the measurements. */
record Workspace(Path root) implements AutoCloseable {
    static Workspace create() throws IOException {
        return new Workspace(Files.createTempDirectory("scales-bench-"));
    }

    Path folder(String name) throws IOException {
        return Files.createDirectories(root.resolve(name));
    }

    /** @return a resource of this package as a file that other programs can read */
    Path script(String name) throws IOException {
        Path file = folder("scripts").resolve(name);
        try (InputStream script = Workspace.class.getResourceAsStream(name)) {
            Files.write(file, script.readAllBytes());
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
