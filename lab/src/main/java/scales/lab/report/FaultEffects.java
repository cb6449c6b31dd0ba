package scales.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What each strategy did when something happened: five seconds before against five seconds after, as far as the block goes. */
final class FaultEffects {
    static final String ABOUT = "Five seconds before and after, all blocks together; - is where nobody was answered.";
    private static final int SECONDS = 5;

    private FaultEffects() {}

    /** Shares are those of the node concerned, 0 to 1, NaN when it concerns none. Whatever is NaN where nobody was answered, as before a beginning. */
    record Effect(String fault, String strategy, double shareBefore, double shareAfter, double millisBefore, double millisAfter, long errorsAfter) {
        String text() {
            boolean ofNobody = Double.isNaN(shareBefore) && Double.isNaN(shareAfter);
            return (ofNobody ? "" : "share " + number("%.0f %%", 100 * shareBefore) + " → " + number("%.0f %%", 100 * shareAfter) + ", ")
                    + "mean " + number("%.1f", millisBefore) + " → " + number("%.1f ms", millisAfter) + ", " + errorsAfter
                    + (errorsAfter == 1 ? " error" : " errors");
        }

        private static String number(String form, double value) {
            return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, form, value);
        }
    }

    static List<Effect> of(Experiment experiment) {
        List<Effect> effects = new ArrayList<>();
        for (Experiment.FaultMark fault : experiment.happened()) {
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
                } else if (second.second() >= at && second.second() < Math.min(at + SECONDS, block.seconds())) {
                    after.add(second, fault.node());
                }
            }
        }
        boolean ofNode = !fault.node().isEmpty();
        return new Effect(fault.text(), strategy, ofNode ? before.share() : Double.NaN, ofNode ? after.share() : Double.NaN,
                before.mean(), after.mean(), after.errors);
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
            millis += answers == 0 ? 0 : second.meanMillis() * answers;
            errors += second.errors();
        }

        private double share() {
            return all == 0 ? Double.NaN : (double) its / all;
        }

        private double mean() {
            return all == 0 ? Double.NaN : millis / all;
        }
    }
}
