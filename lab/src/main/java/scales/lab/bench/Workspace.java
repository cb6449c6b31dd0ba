package scales.lab.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import scales.lab.command.Folders;

/** A folder for the time of the measurements; gone as well when they are interrupted. */
public record Workspace(Path root) implements AutoCloseable {
    public static Workspace create() throws IOException {
        Workspace workspace = new Workspace(Files.createTempDirectory("scales-bench-"));
        Runtime.getRuntime().addShutdownHook(new Thread(workspace::clean, "clean"));
        return workspace;
    }

    public Path folder(String name) throws IOException {
        return Files.createDirectories(root.resolve(name));
    }

    /** @return a resource beside that class as a file that other programs can read */
    public Path script(Class<?> beside, String name) throws IOException {
        Path file = folder("scripts").resolve(name);
        try (InputStream script = beside.getResourceAsStream(name)) {
            Files.write(file, script.readAllBytes());
        }
        return file;
    }

    private void clean() {
        try {
            close();
        } catch (IOException busy) {
            System.err.println("bench: left behind: " + root);
        }
    }

    @Override
    public void close() throws IOException {
        Folders.delete(root);
    }
}
