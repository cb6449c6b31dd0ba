package scales.lab.command;

import java.io.IOException;
import java.time.Duration;

/** Asks again and again. */
public final class Until {
    private static final long ASK_AGAIN_MILLIS = 50;

    private Until() {}

    /** Something that may be so, later if not now. */
    public interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /** Something that may be possible, later if not now. */
    public interface Try {
        void run() throws IOException, InterruptedException;
    }

    /** @return whether it was so in time */
    public static boolean holds(Duration atMost, Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            Thread.sleep(ASK_AGAIN_MILLIS);
        }
        return true;
    }

    /** @throws IOException as the last try did, when time is over or it makes no sense to go on */
    public static void succeeds(Duration atMost, Condition makesSense, Try once) throws IOException, InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            try {
                once.run();
                return;
            } catch (IOException notYet) {
                if (!makesSense.holds() || System.nanoTime() - end >= 0) {
                    throw notYet;
                }
                Thread.sleep(ASK_AGAIN_MILLIS);
            }
        }
    }
}
