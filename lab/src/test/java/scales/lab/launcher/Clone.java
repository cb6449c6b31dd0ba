package scales.lab.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder with the launcher in it, and a path on which there is nothing but what it needs. */
final class Clone {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final List<String> MODULES = List.of("balancer", "worker", "lab");
    private static final List<String> TOOLS = List.of("dirname", "readlink", "find", "sed", "head", "touch", "rm");

    final Path root;
    private final Path tools;

    Clone(Path folder) throws IOException {
        root = Files.createDirectories(folder.resolve("my clone"));
        tools = Files.createDirectories(folder.resolve("tools"));
        Path script = Path.of(System.getProperty("scales.root"), "scales");
        Files.copy(script, root.resolve("scales"), StandardCopyOption.COPY_ATTRIBUTES);
        for (String tool : TOOLS) {
            tool(tool, "exec " + find(tool) + " \"$@\"");
        }
    }

    /** One in which all was built. To be unlinked, so that whoever deletes the folder does not delete what was built. */
    static Clone built(Path folder) throws IOException {
        Clone clone = new Clone(folder);
        clone.tool("java", "exec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' \"$@\"");
        for (String module : MODULES) {
            Files.createDirectory(clone.root.resolve(module));
            Files.createSymbolicLink(clone.target(module), Path.of(System.getProperty("scales.root"), module, "target"));
        }
        return clone;
    }

    void unlink() throws IOException {
        for (String module : MODULES) {
            Files.delete(target(module));
        }
    }

    private Path target(String module) {
        return root.resolve(module).resolve("target");
    }

    private static Path find(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable).findFirst().orElseThrow();
    }

    /** A program of a few lines of shell. */
    void tool(String name, String... lines) throws IOException {
        Path tool = tools.resolve(name);
        Files.writeString(tool, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A file, older than anything that is made from now on. */
    void old(String path) throws IOException {
        Path file = Files.createDirectories(root.resolve(path).getParent()).resolve(root.resolve(path).getFileName());
        Files.writeString(file, "");
        for (Path each = file; !each.equals(root); each = each.getParent()) {
            Files.setLastModifiedTime(each, FileTime.from(LONG_AGO));
        }
    }

    ProcessBuilder command(Path script, String... arguments) {
        List<String> words = new ArrayList<>(List.of(script.toString()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("SCALES_") || name.equals("JAVA_HOME"));
        environment.put("PATH", tools.toString());
        return builder;
    }

    /** @param err without the last line's end */
    record Ended(int status, String out, String err) {}

    Ended run(Path script, String... arguments) throws Exception {
        Path err = Files.createTempFile(root.getParent(), "err", "");
        Process process = command(script, arguments).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes());
        return new Ended(process.waitFor(), out.strip(), Files.readString(err).strip());
    }

    Ended run(String... arguments) throws Exception {
        return run(root.resolve("scales"), arguments);
    }
}
