package scales.lab.up;

import java.io.IOException;
import java.io.InputStream;
import scales.worker.Main;

/**
 * A worker that stops when whoever started it is gone, even by {@code kill -9}: then its standard input, which is the
 * starter's pipe, ends.
 */
public final class TiedWorker {
    private TiedWorker() {}

    public static void main(String[] arguments) {
        Thread watcher = new Thread(TiedWorker::stopAtEnd, "starter");
        watcher.setDaemon(true);
        watcher.start();
        Main.main(arguments);
    }

    private static void stopAtEnd() {
        try {
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException broken) {
            // A pipe that broke has ended, too.
        }
        System.exit(0);
    }
}
