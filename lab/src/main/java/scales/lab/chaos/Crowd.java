package scales.lab.chaos;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import scales.lab.chaos.Client.Manners;

/** All clients. */
final class Crowd {
    /** One in five leaves before its answer. */
    private static final List<Manners> MANNERS =
            List.of(Manners.PLAIN, Manners.STICKY, Manners.PLAIN, Manners.STICKY, Manners.LEAVING);
    /** Above the longest time that any client waits for an answer. */
    private static final long PATIENCE_SECONDS = 100;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final List<Client> clients = new ArrayList<>();

    Crowd(int size, long seed, Surroundings around) {
        for (int i = 0; i < size; i++) {
            Manners manners = MANNERS.get(i % MANNERS.size());
            clients.add(new Client(vertx, around, "client " + (i + 1), manners, new Random(seed + i)));
        }
    }

    /** Mostly pages and small pictures, as one node must be able to serve all clients; one larger, to be cut off in the middle. */
    static List<Question> questions(long seed) {
        Random random = new Random(seed);
        Question small = Question.resize(new Reference(80, 60, random));
        Question large = Question.resize(new Reference(400, 300, random));
        return List.of(Question.PAGE, Question.PAGE, Question.PAGE, Question.PAGE, small, small, small, large, Question.ONCE);
    }

    void start() {
        vertx.runOnContext(go -> clients.forEach(Client::start));
    }

    /** @throws TimeoutException when a client waits for its answer still */
    void stop() throws TimeoutException {
        Future<Void> all = Future.future(promise -> vertx.runOnContext(
                go -> Future.join(clients.stream().map(Client::stop).toList()).<Void>mapEmpty().onComplete(promise)));
        try {
            all.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new TimeoutException("a client has no answer after " + PATIENCE_SECONDS + " s");
        }
    }

    void close() {
        vertx.close().await();
    }
}
