package scales.lab.bench.pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import scales.lab.bench.Workspace;
import scales.lab.command.Progress;

/** Runs every case with every engine, one right after the other: what the machine's mood does, it does to all of them. */
final class Rounds {
    private final List<Engine> engines;
    private final Duty duty;
    private final Workspace workspace;
    private final Progress progress;
    private final Map<Case, Map<String, List<Figures>>> figures = new HashMap<>();
    private final Map<Case, Map<String, Quality>> qualities = new HashMap<>();

    Rounds(List<Engine> engines, Duty duty, Workspace workspace, Progress progress) {
        this.engines = engines;
        this.duty = duty;
        this.workspace = workspace;
        this.progress = progress;
    }

    List<Row> measure(List<Case> cases, int rounds) throws IOException, InterruptedException {
        int done = 0;
        for (int round = 1; round <= rounds; round++) {
            for (Case job : cases) {
                Map<String, Path> outputs = new HashMap<>();
                for (Engine engine : engines) {
                    progress.at(done++, rounds * cases.size() * engines.size(), "round " + round + ": " + job + ", " + engine.name());
                    run(job, engine, outputs);
                }
                if (round == 1) {
                    qualities.put(job, new Judge(job).judge(outputs));
                }
                for (Path output : outputs.values()) {
                    Files.delete(output);
                }
            }
        }
        progress.end();
        return cases.stream().flatMap(job -> engines.stream().map(engine -> row(job, engine.name()))).toList();
    }

    private void run(Case job, Engine engine, Map<String, Path> outputs) throws IOException, InterruptedException {
        Path output = workspace.folder("outputs").resolve(engine.name() + "." + job.extension());
        engine.run(job, output, duty).ifPresent(got -> {
            outputs.put(engine.name(), output);
            figures.computeIfAbsent(job, first -> new HashMap<>()).computeIfAbsent(engine.name(), first -> new ArrayList<>()).add(got);
        });
    }

    private Row row(Case job, String engine) {
        List<Figures> all = figures.getOrDefault(job, Map.of()).getOrDefault(engine, List.of());
        return new Row(job, engine, Figures.median(all), qualities.get(job).get(engine));
    }
}
