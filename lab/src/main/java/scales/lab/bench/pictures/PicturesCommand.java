package scales.lab.bench.pictures;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import scales.lab.bench.Workspace;
import scales.lab.command.Progress;

/** Measures the picture engine. Exit status: 0 measured, 1 could not, 2 wrong options. */
@Command(name = "pictures", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Resizes the same pictures with our engine and, where they are installed, with sharp, Pillow and "
                + "ImageMagick: one thread each, side by side, round by round. Prints CPU time, peak memory, bytes, and how near "
                + "each comes to an exact Lanczos 3.")
public final class PicturesCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "FOLDER", description = "Pictures to take: jpg, png, bmp, gif. Default: a set is made.")
    private Path folder;
    @Option(names = "--small", description = "Small pictures and short measurements, to see that it works.")
    private boolean small;
    @Option(names = "--scales", split = ",", paramLabel = "SCALE", defaultValue = "0.125,0.5,2",
            description = "Default: ${DEFAULT-VALUE}.")
    private List<String> scales;
    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "The median counts. Default: ${DEFAULT-VALUE}.")
    private int rounds;
    @Option(names = "--peers", split = ",", paramLabel = "NAME", defaultValue = "sharp,Pillow,ImageMagick",
            description = "Default: ${DEFAULT-VALUE}.")
    private List<String> peers;
    @Option(names = "--sharp", paramLabel = "DIR", description = "Where 'npm install sharp' was run. Default: as NODE_PATH says.")
    private Path sharp;
    @Option(names = "--output", paramLabel = "FILE", description = "Writes the table there, as Markdown, besides printing it.")
    private Path output;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (Workspace workspace = Workspace.create()) {
            List<Path> pictures = folder == null ? SampleSet.write(workspace.folder("pictures"), small) : in(folder);
            List<Case> cases = Case.cross(pictures, scales);
            if (cases.isEmpty() || rounds < 1) {
                spec.commandLine().getErr().println("bench: " + (rounds < 1 ? "--rounds must be 1 or more" : "no pictures in " + folder));
                return 2;
            }
            List<Engine> engines = new Installed(workspace, sharp, out).engines(peers);
            List<Row> rows = new Rounds(engines, small ? Duty.SHORT : Duty.LONG, workspace, new Progress())
                    .measure(cases, rounds);
            String report = new Report(engines, rows, rounds).markdown();
            out.print(report);
            out.flush();
            if (output != null) {
                Files.writeString(output, report);
            }
            return rows.stream().anyMatch(row -> row.engine().equals(Engine.OURS) && row.figures() != null) ? 0 : 1;
        }
    }

    private static List<Path> in(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(jpe?g|png|bmp|gif)")).sorted().toList();
        }
    }
}
