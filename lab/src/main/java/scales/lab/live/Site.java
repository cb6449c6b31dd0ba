package scales.lab.live;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import scales.lab.scenario.Fault;

/** A cluster to measure on. What it does takes its time: not for an event loop. */
interface Site extends Closeable {
    /** Where clients ask. */
    URI door();

    Operator operator();

    /** For the report, line by line. */
    List<String> about();

    /** As in the beginning, under that strategy: every node there, ready and UP, nothing counted, nobody remembered. */
    void reset(String strategy) throws IOException, InterruptedException;

    /** Anything but what concerns the load. */
    void perform(Fault fault) throws IOException, InterruptedException;
}
