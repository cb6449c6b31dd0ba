package scales.lab.terminal;

import java.io.PrintStream;

/** Says how far it is: a bar on a terminal, a line every tenth elsewhere. */
public final class Progress {
    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean terminal = System.console() != null;
    private int tenth = -1;

    public Progress(PrintStream out) {
        this.out = out;
    }

    /** @param doing what is done now, the {@code done}-th of {@code all} */
    public void at(int done, int all, String doing) {
        if (terminal) {
            int filled = WIDTH * done / all;
            out.printf("\r\033[K[%s%s] %d/%d %s", "#".repeat(filled), ".".repeat(WIDTH - filled), done, all, doing);
        } else if (10 * done / all > tenth) {
            tenth = 10 * done / all;
            out.println(done + " of " + all + ", " + doing);
        }
    }

    public void end() {
        if (terminal) {
            out.print("\r\033[K");
        }
    }
}
