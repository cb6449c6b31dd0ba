package scales.balancer.config;

import java.util.List;

/**
 * What became of a command line: exactly one of the three is there.
 *
 * @param config   to start with
 * @param log      {@code text} or {@code json}
 * @param text     to print, for {@code --help}, {@code --version} and {@code --check}
 * @param problems everything that is wrong, one line each
 */
public record Judgement(BalancerConfig config, String log, String text, List<String> problems) {
    static Judgement of(BalancerConfig config, String log) {
        return new Judgement(config, log, null, List.of());
    }

    static Judgement of(String text) {
        return new Judgement(null, null, text, List.of());
    }

    static Judgement of(List<String> problems) {
        return new Judgement(null, null, null, List.copyOf(problems));
    }
}
