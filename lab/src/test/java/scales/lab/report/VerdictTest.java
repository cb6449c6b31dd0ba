package scales.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static scales.lab.report.Blocks.block;
import static scales.lab.report.Blocks.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    private final Random random = new Random(1);

    private static List<String> verdict(int blocks, BiFunction<String, Integer, Block> each, String... strategies) {
        List<Block> all = new ArrayList<>();
        for (int number = 1; number <= blocks; number++) {
            for (String strategy : strategies) {
                all.add(each.apply(strategy, number));
            }
        }
        return Verdict.of(experiment(all));
    }

    /** Of 120 requests or so, one in fifty failing; how fast the machine is differs by a tenth from one to the next. */
    private Block likeAnyOther(String strategy, int number) {
        double speed = Math.exp(0.1 * random.nextGaussian());
        int requests = 110 + random.nextInt(20);
        long failed = random.doubles(requests).filter(chance -> chance < 0.02).count();
        return block(strategy, number, failed, random.doubles(requests).map(chance -> -20 * speed * Math.log(1 - chance)));
    }

    @ParameterizedTest
    @CsvSource({"2, 3", "2, 5", "2, 10", "4, 3", "4, 5", "4, 10"})
    void chance_alone_is_called_a_difference_in_one_verdict_of_twenty_at_most(int strategies, int blocks) {
        String[] names = List.of("a", "b", "c", "d").subList(0, strategies).toArray(String[]::new);
        int wrong = 0;
        for (int i = 0; i < 200; i++) {
            boolean none = verdict(blocks, this::likeAnyOther, names).stream()
                    .allMatch(sentence -> sentence.contains("no difference detectable") || sentence.contains("not compared"));
            wrong += none ? 0 : 1;
        }
        assertThat(wrong).isLessThanOrEqualTo(200 * 7 / 100);
    }

    @Test
    void a_third_more_is_found_in_five_blocks_that_differ_by_a_twentieth() {
        int found = 0;
        for (int i = 0; i < 100; i++) {
            List<String> sentences = verdict(5, (strategy, number) ->
                    block(strategy, number, 200, 0, (strategy.equals("a") ? 100 : 130) * Math.exp(0.05 * random.nextGaussian())), "a", "b");
            found += sentences.get(1).matches("Mean latency: a is lowest \\([\\d.]+ ms\\); b is higher by \\d\\d % \\(95 %: .*\\)\\.") ? 1 : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(90);
    }

    @Test
    void what_all_strategies_of_a_block_share_does_not_hide_a_difference() {
        assertThat(verdict(8, (strategy, number) -> block(strategy, number, 10, 0, (strategy.equals("a") ? 100 : 103) * (1.0 + number)), "a", "b").get(1))
                .isEqualTo("Mean latency: a is lowest (550.0 ms); b is higher by 3.0 % (95 %: 2.9 to 3.1 %).");
    }

    @Test
    void a_small_difference_is_told_with_the_digits_that_show_it() {
        assertThat(verdict(9, (strategy, number) -> block(strategy, number, 10, 0, (strategy.equals("a") ? 1000 : 1004) * (1.0 + number)), "a", "b").get(1))
                .contains("b is higher by 0.40 % (95 %: 0.3");
    }

    @Test
    void an_interval_has_two_ends() {
        assertThat(verdict(9, (strategy, number) -> block(strategy, number, 10, 0, (strategy.equals("a") ? 1000 : 1110) * (1.0 + number)), "a", "b").get(1))
                .containsPattern("b is higher by 11.0 % \\(95 %: 10\\.9 to 11\\.1 %\\)");
    }

    @Test
    void two_blocks_are_too_few_to_say_anything() {
        assertThat(verdict(2, (strategy, number) -> block(strategy, number, 10, 0, strategy.equals("a") ? 100 : 900), "a", "b"))
                .singleElement().asString().startsWith("There are 2 blocks of every strategy: too few");
        assertThat(verdict(1, (strategy, number) -> block(strategy, number, 10, 0, 1), "a", "b")).singleElement().asString().startsWith("There is 1 block ");
    }

    @Test
    void who_answered_nobody_is_not_the_fastest() {
        List<String> sentences = verdict(3, (strategy, number) -> strategy.equals("silent")
                ? block(strategy, number, 0, 24, 0)
                : block(strategy, number, 1000, 0, (strategy.equals("a") ? 100 : 130) + number), "silent", "a", "b");
        assertThat(sentences.get(0)).isEqualTo("silent answered nobody in 3 of 3 blocks.");
        assertThat(sentences.get(1)).startsWith("Errors: a is lowest (0 %), not distinguishable from b; silent is higher by 100 percentage points");
        assertThat(sentences.get(2)).startsWith("Mean latency: a is lowest").endsWith("Left out, as there are no answers: silent (in 3 of 3 blocks).");
        assertThat(sentences.get(4)).startsWith("Throughput: a is highest (100 /s), not distinguishable from b; silent is lower by ");
    }

    @Test
    void one_error_in_each_of_three_blocks_is_what_chance_makes() {
        assertThat(verdict(3, (strategy, number) -> block(strategy, number, 999, strategy.equals("a") ? 0 : 1, 5), "a", "b").get(0))
                .isEqualTo("Errors: no difference detectable.");
    }

    @Test
    void a_percentile_beyond_which_there_is_no_answer_is_not_compared() {
        List<String> sentences = verdict(5, (strategy, number) ->
                block(strategy, number, strategy.equals("b") && number == 2 ? 99 : 100, 0, strategy.equals("b") ? 9 : 1), "a", "b");
        assertThat(sentences.get(2)).isEqualTo("p99 latency: not compared. Left out, as there are fewer than 100 answers: b (in 1 of 5 blocks).");
        assertThat(sentences.get(1)).contains("a is lowest");
    }

    @Test
    void a_difference_between_others_than_the_best_is_told_as_well() {
        // a is lowest on average, but now here and now there.
        double[] swings = {-3, 3, -3, 3, -3, 2};
        assertThat(verdict(6, (strategy, number) -> block(strategy, number, 10, 0, switch (strategy) {
            case "a" -> 10 * Math.exp(swings[number - 1]);
            case "b" -> 10 + number * 0.01;
            default -> 20 + number * 0.01;
        }), "a", "b", "c").get(1)).startsWith("Mean latency: nobody is distinguishable from a, which is lowest; but c is higher by ").endsWith("than b.");
    }
}
