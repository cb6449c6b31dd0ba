package scales.lab.bench.proxy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What goes in and what comes back, in bytes. @param in 0 for a GET */
record Body(String name, int in, int out) {
    /** An empty one, two whose answer is as large, and a photograph that is made smaller. */
    private static final Map<String, Body> ALL = new TreeMap<>(Map.of(
            "0", new Body("0", 0, 0),
            "1k", new Body("1k", 1_000, 1_000),
            "100k", new Body("100k", 100_000, 100_000),
            "2m", new Body("2m", 2_000_000, 500_000)));

    /** @throws IllegalArgumentException with a sentence for the person who asked for it */
    static Body of(String name) {
        Body body = ALL.get(name);
        if (body == null) {
            throw new IllegalArgumentException("--bodies must be of " + String.join(", ", ALL.keySet()) + ", got '" + name + "'");
        }
        return body;
    }

    /** The whole request, outside of Java's heap, from where the system takes it without a copy. */
    ByteBuffer request() {
        String head = (in == 0 ? "GET /" : "POST /") + out + " HTTP/1.1\r\n"
                + "Host: bench.test\r\nUser-Agent: scales-bench\r\nAccept: */*\r\n"
                + (in == 0 ? "" : "Content-Type: application/octet-stream\r\nContent-Length: " + in + "\r\n") + "\r\n";
        ByteBuffer request = ByteBuffer.allocateDirect(head.length() + in);
        request.put(head.getBytes(StandardCharsets.ISO_8859_1));
        return request.rewind();
    }

    @Override
    public String toString() {
        return "%s -> %s".formatted(text(in), text(out));
    }

    private static String text(int bytes) {
        return bytes >= 1_000_000 ? bytes / 1_000_000 + " MB" : bytes >= 1_000 ? bytes / 1_000 + " KB" : Integer.toString(bytes);
    }
}
