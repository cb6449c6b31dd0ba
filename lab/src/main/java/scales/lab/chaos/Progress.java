package scales.lab.chaos;

import java.io.PrintStream;

/** Says how far the plan is: a bar on a terminal, a line per action elsewhere. */
final class Progress {
    private static final int WIDTH = 30;

    private final PrintStream out;
    private final long allMillis;
    private final boolean terminal = System.console() != null;

    Progress(PrintStream out, long allMillis) {
        this.out = out;
        this.allMillis = allMillis;
    }

    void at(Step step, Tally tally) {
        String seen = tally.requests() + " requests, " + tally.failuresSeen() + " failures";
        if (terminal) {
            int filled = (int) (WIDTH * step.atMillis() / allMillis);
            out.printf("\r\033[K[%s%s] %d/%d s, %s, %s", "#".repeat(filled), ".".repeat(WIDTH - filled),
                    step.atMillis() / 1_000, allMillis / 1_000, step.text(), seen);
        } else {
            out.printf("chaos: %5.1f s  %-40s %s%n", step.atMillis() / 1e3, step.text(), seen);
        }
    }

    void say(String doing) {
        out.print(terminal ? "\r\033[K" + doing : "chaos: " + doing + "\n");
    }

    void end() {
        if (terminal) {
            out.print("\r\033[K");
        }
    }
}
