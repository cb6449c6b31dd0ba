package scales.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What each strategy did when something happened: five seconds before against five seconds after. */
final class FaultEffects {
    private static final int SECONDS = 5;

    private FaultEffects() {}

    /** Shares are those of the node concerned, 0 to 1. */
    record Effect(String fault, String strategy, double shareBefore, double shareAfter, double millisBefore, double millisAfter, long errorsAfter) {
        String text() {
            return String.format(Locale.ROOT, "share %.0f %% → %.0f %%, mean %.1f → %.1f ms, %d errors", 100 * shareBefore, 100 * shareAfter,
                    millisBefore, millisAfter, errorsAfter);
        }
    }

    static List<Effect> of(Experiment experiment) {
        List<Effect> effects = new ArrayList<>();
        for (Experiment.FaultMark fault : experiment.faults()) {
            for (String strategy : experiment.strategies()) {
                effects.add(effect(fault, strategy, experiment.of(strategy)));
            }
        }
        return effects;
    }

    private static Effect effect(Experiment.FaultMark fault, String strategy, List<Block> blocks) {
        int at = (int) fault.second();
        Window before = new Window();
        Window after = new Window();
        for (Block block : blocks) {
            for (Block.Second second : block.series()) {
                if (second.second() >= at - SECONDS && second.second() < at) {
                    before.add(second, fault.node());
                } else if (second.second() >= at && second.second() < at + SECONDS) {
                    after.add(second, fault.node());
                }
            }
        }
        return new Effect(fault.text(), strategy, before.share(), after.share(), before.mean(), after.mean(), after.errors);
    }

    private static final class Window {
        private long all;
        private long its;
        private double millis;
        private long errors;

        private void add(Block.Second second, String node) {
            long answers = second.requests().values().stream().mapToLong(Long::longValue).sum();
            all += answers;
            its += second.requests().getOrDefault(node, 0L);
            millis += second.meanMillis() * answers;
            errors += second.errors();
        }

        private double share() {
            return all == 0 ? 0 : (double) its / all;
        }

        private double mean() {
            return all == 0 ? 0 : millis / all;
        }
    }
}
