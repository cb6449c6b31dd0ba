package scales.lab.bench.pictures;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import scales.lab.bench.Workspace;

/** Finds out which engines this machine has. */
final class Installed {
    /** The system's own is where its packages are; the first on the path may be another. */
    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

    private final Workspace workspace;
    private final Path sharp;
    private final PrintWriter out;

    /** @param sharp where sharp was installed, null when NODE_PATH says it */
    Installed(Workspace workspace, Path sharp, PrintWriter out) {
        this.workspace = workspace;
        this.sharp = sharp;
        this.out = out;
    }

    /** @return ours first, then those of the peers that are there; the others are said in a line each */
    List<Engine> engines(List<String> peers) throws IOException, InterruptedException {
        List<Engine> engines = new ArrayList<>(List.of(ours()));
        for (String peer : peers) {
            Optional<Engine> found = switch (peer.toLowerCase(Locale.ROOT)) {
                case "sharp" -> sharp();
                case "pillow" -> pillow();
                case "imagemagick" -> imageMagick();
                default -> Optional.empty();
            };
            found.ifPresentOrElse(engines::add, () -> out.println("bench: without " + peer + ", which was not found"));
        }
        out.flush();
        return engines;
    }

    private static Engine ours() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String version = "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name") + ", " + System.getProperty("java.vendor");
        return new Engine(Engine.OURS, version,
                List.of(java, "-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path"), OwnEngine.class.getName()), Map.of());
    }

    private Optional<Engine> sharp() throws IOException, InterruptedException {
        Map<String, String> environment = sharp == null ? Map.of()
                : Map.of("NODE_PATH", sharp.toAbsolutePath().resolve("node_modules") + File.pathSeparator + sharp.toAbsolutePath());
        List<String> command = List.of("node", workspace.script(Installed.class, "pictures-sharp.js").toString());
        return version(command, environment).map(version -> new Engine("sharp", version, command, environment));
    }

    private Optional<Engine> pillow() throws IOException, InterruptedException {
        for (String python : PYTHONS) {
            List<String> command = List.of(python, workspace.script(Installed.class, "pictures-pillow.py").toString());
            Optional<String> version = version(command, Map.of());
            if (version.isPresent()) {
                return version.map(said -> new Engine("Pillow", said, command, Map.of()));
            }
        }
        return Optional.empty();
    }

    private Optional<Engine> imageMagick() throws IOException, InterruptedException {
        for (String name : List.of("magick", "convert")) {
            Optional<String> version = Engine.line(List.of("sh", "-c", name + " -version | head -n 1 | grep ImageMagick"), Map.of());
            Optional<String> python = Engine.line(List.of("python3", "--version"), Map.of());
            if (version.isPresent() && python.isPresent()) {
                List<String> command = List.of("python3", workspace.script(Installed.class, "pictures-imagemagick.py").toString(), name);
                return version.map(said -> new Engine("ImageMagick", said.replace("Version: ", ""), command, Map.of()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> version(List<String> command, Map<String, String> environment) throws InterruptedException {
        List<String> words = new ArrayList<>(command);
        words.add("--version");
        return Engine.line(words, environment);
    }
}
