package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scales.balancer.Cluster;

/** Bodies share memory one after the other, and many at a time: nobody gets bytes of anybody else, whatever breaks meanwhile. */
class BodiesTest {
    private static final int CLIENTS = 8;
    private static final int REQUESTS = 60;
    private static final int[] SIZES = {1, 3_000, 20_000, 70_000, 300_000, 1_500_000};

    private final Cluster cluster = new Cluster();
    private final Queue<String> strange = new ConcurrentLinkedQueue<>();
    private final AtomicInteger whole = new AtomicInteger();
    private final AtomicInteger brokenByNode = new AtomicInteger();

    @AfterEach
    void stop() {
        cluster.close();
    }

    /** Each request's bytes are all the same, and those of few others. */
    private static byte[] body(byte mark, int size) {
        byte[] body = new byte[size];
        Arrays.fill(body, mark);
        return body;
    }

    private void check(String where, byte[] body, byte mark) {
        for (int i = 0; i < body.length; i++) {
            if (body[i] != mark) {
                strange.add(where + ": " + body[i] + " for " + mark + " at " + i + " of " + body.length);
                return;
            }
        }
    }

    /** Of ten requests one breaks off before its answer, one within it, one is answered before it was read. */
    private void serve(HttpServerRequest request) {
        byte mark = Byte.parseByte(request.getHeader("mark"));
        int fate = Integer.parseInt(request.getHeader("fate"));
        boolean first = request.headers().contains("fate") && brokenByNode.incrementAndGet() % 2 == 0;
        if (fate == 1 && first) {
            request.handler(some -> request.connection().close());
        } else if (fate == 2) {
            request.response().setStatusCode(413).end("too much");
        } else {
            request.body().onSuccess(body -> {
                check("request", body.getBytes(), mark);
                answer(request, body, fate == 3);
            });
        }
    }

    private static void answer(HttpServerRequest request, Buffer body, boolean half) {
        request.response().putHeader("content-length", Integer.toString(body.length()));
        if (half) {
            request.response().write(body.slice(0, body.length() / 2)).onComplete(written -> request.connection().close());
        } else {
            request.response().end(body);
        }
    }

    private void ask(int client) throws Exception {
        Random chance = new Random(client);
        for (int i = 0; i < REQUESTS; i++) {
            byte mark = (byte) (client * 13 + i % 13);
            byte[] body = body(mark, SIZES[chance.nextInt(SIZES.length)]);
            int fate = chance.nextInt(10);
            if (fate == 0) {
                leave(body, mark);
                continue;
            }
            try {
                HttpResponse<byte[]> answer = cluster.client().send(cluster.request("/resize").header("mark", "" + mark)
                        .header("fate", "" + fate).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() == 200) {
                    check("answer", answer.body(), mark);
                    whole.incrementAndGet();
                }
            } catch (IOException broken) {
                assertThat(fate).as("only what its node breaks off is broken off").isIn(2, 3);
            }
        }
    }

    private void leave(byte[] body, byte mark) throws IOException {
        try (Raw client = new Raw(cluster.port())) {
            client.say("POST /resize HTTP/1.1\r\nHost: a\r\nmark: " + mark + "\r\nfate: 9\r\nContent-Length: " + body.length + "\r\n\r\n");
            client.say(new String(body, 0, body.length - 1, StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void nobody_gets_bytes_of_anybody_else() throws Exception {
        cluster.with("--eject-after", "0", "--keep-answer", "100KiB").node("s1", this::serve).node("s2", this::serve).start();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int client = 1; client <= CLIENTS; client++) {
                int number = client;
                all.add(clients.submit(() -> {
                    ask(number);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get(120, TimeUnit.SECONDS);
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(strange).isEmpty();
        assertThat(whole).hasValueGreaterThan(CLIENTS * REQUESTS / 2);
    }
}
