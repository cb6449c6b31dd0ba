package scales.lab.bench.proxy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import scales.lab.command.Progress;

/** Asks every contender the same, one right after the other, round by round: the machine's mood meets all of them. */
final class Rounds {
    private static final int WARM_CONNECTIONS = 16;
    private static final Duration WARM_SLICE = Duration.ofMillis(200);
    private static final Duration WARM_STEP = Duration.ofSeconds(2);
    /** A program that compiles for less than that part of its time has been compiled. */
    private static final int COMPILED = 20;
    /** Some never end. */
    private static final int MOST_STEPS = 20;
    /** Before each measurement: connections are made and buffers are there. */
    private static final long SETTLE_NANOS = Duration.ofMillis(100).toNanos();

    private final List<Contender> contenders;
    private final Duration measure;
    private final Progress progress;

    Rounds(List<Contender> contenders, Duration measure, Progress progress) {
        this.contenders = contenders;
        this.measure = measure;
        this.progress = progress;
    }

    /** @param warm CPU time of each proxy for each body before anything counts, and, unless that is less than two seconds, until it has been compiled */
    Results measure(List<Cell> cells, int rounds, Duration warm) throws IOException {
        List<Body> bodies = cells.stream().map(Cell::body).distinct().toList();
        for (Contender contender : contenders) {
            for (Body body : bodies) {
                progress.at(0, 1, "warming up " + contender.name() + ", " + body);
                warm(contender, new Cell(body, WARM_CONNECTIONS, 0), warm);
            }
        }
        Results results = new Results();
        int done = 0;
        for (int round = 1; round <= rounds; round++) {
            for (Cell cell : cells) {
                for (Contender contender : contenders) {
                    progress.at(done++, rounds * cells.size() * contenders.size(), "round " + round + ": " + cell + ", " + contender.name());
                    results.add(cell, contender.name(), sample(cell, contender, measure));
                }
            }
        }
        progress.end();
        return results;
    }

    private static void warm(Contender contender, Cell cell, Duration cpu) throws IOException {
        use(contender, cell, cpu);
        for (int step = 0; step < MOST_STEPS && contender.isProxy() && cpu.compareTo(WARM_STEP) >= 0; step++) {
            Duration before = contender.compilers();
            use(contender, cell, WARM_STEP);
            if (contender.compilers().minus(before).multipliedBy(COMPILED).compareTo(WARM_STEP) < 0) {
                return;
            }
        }
    }

    private static void use(Contender contender, Cell cell, Duration cpu) throws IOException {
        Duration enough = contender.cpu().plus(cpu);
        do {
            sample(cell, contender, WARM_SLICE);
        } while (contender.isProxy() && contender.cpu().compareTo(enough) < 0);
    }

    private static Sample sample(Cell cell, Contender contender, Duration length) throws IOException {
        try (Load load = new Load(contender.port(), cell.body(), cell.connections())) {
            load.closed(SETTLE_NANOS);
            Duration cpuBefore = contender.cpu();
            long since = System.nanoTime();
            Load.Answered answered = cell.isOpen() ? load.open(cell.perSecond(), length.toNanos()) : load.closed(length.toNanos());
            return Sample.of(answered, contender.cpu().minus(cpuBefore), Duration.ofNanos(System.nanoTime() - since));
        } catch (IOException failed) {
            throw new IOException(contender.name() + ", " + cell + ": " + failed.getMessage(), failed);
        }
    }
}
