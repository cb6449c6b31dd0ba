package scales.lab.bench.proxy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The origin in a process of its own; it ends with this one. */
record OriginProcess(Process process, int port) implements AutoCloseable {
    static OriginProcess start(Cores cores) throws IOException {
        Process process = new ProcessBuilder(cores.onOthers(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-cp", System.getProperty("java.class.path"), Origin.class.getName())))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        BufferedReader said = process.inputReader();
        String port = said.readLine();
        if (port == null) {
            throw new IOException("the origin did not start");
        }
        return new OriginProcess(process, Integer.parseInt(port));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
