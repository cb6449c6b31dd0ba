package scales.lab.chaos;

import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What clients share.
 *
 * @param port     of the balancer
 * @param clock    milliseconds since the start
 * @param underWay the last action
 */
record Surroundings(int port, List<Question> questions, Tally tally, History history, LongSupplier clock, Supplier<String> underWay) {
    Question question(Random random) {
        return questions.get(random.nextInt(questions.size()));
    }
}
