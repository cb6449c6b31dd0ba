package scales.lab.command;

import java.util.List;

/** The classes that a start takes, as the launcher keeps them for the Java and the class path that it has started this program with. */
public final class ClassArchive {
    private ClassArchive() {}

    /** @return for another program of the same class path, before its {@code -cp}; none without the launcher's archive */
    public static List<String> arguments() {
        String archive = System.getProperty("scales.archive");
        // One that does not fit is nothing to warn of.
        return archive == null ? List.of() : List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable", "-Xlog:all=error");
    }
}
