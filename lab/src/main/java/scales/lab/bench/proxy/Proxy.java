package scales.lab.bench.proxy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program that forwards to the origin with one thread.
 *
 * @param command starts it in the foreground, listening on its port
 */
record Proxy(String name, String version, int port, List<String> command, Map<String, String> environment, Path log) {}
