package scales.lab.command;

import java.io.PrintStream;

/** Says how far it is: a bar on a terminal, lines elsewhere. */
public final class Progress {
    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean terminal = System.console() != null;
    private int tenth = -1;

    /** On standard error: what a command has to say is on standard output. */
    public Progress() {
        this(System.err);
    }

    public Progress(PrintStream out) {
        this.out = out;
    }

    /** Without a terminal a line every tenth. @param doing what is done now, the {@code done}-th of {@code all} */
    public void at(int done, int all, String doing) {
        if (terminal) {
            bar(done, all, " " + doing);
        } else if (10 * done / all > tenth) {
            tenth = 10 * done / all;
            out.println(done + " of " + all + ", " + doing);
        }
    }

    /** Without a terminal a line each. @param doing follows the seconds */
    public void atSecond(double done, double all, String doing) {
        if (terminal) {
            bar((int) done, (int) all, " s, " + doing);
        } else {
            out.printf("%5.1f s  %s%n", done, doing);
        }
    }

    private void bar(int done, int all, String doing) {
        int filled = WIDTH * done / all;
        out.printf("\r\033[K[%s%s] %d/%d%s", "#".repeat(filled), ".".repeat(WIDTH - filled), done, all, doing);
    }

    /** Something that takes as long as it takes. */
    public void say(String doing) {
        out.print(terminal ? "\r\033[K" + doing : doing + "\n");
    }

    public void end() {
        if (terminal) {
            out.print("\r\033[K");
        }
    }
}
