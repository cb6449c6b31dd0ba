package scales.balancer.node;

/**
 * What the checks found, verdict and streak in one number, as HAProxy keeps it: {@code 0..rise-1} is DOWN,
 * {@code rise..rise+fall-1} is UP. A fresh node is UP by one: it serves at once and falls at its first failure.
 *
 * @param level where it stands in that range
 * @param rise  successes in a row that bring it UP
 * @param fall  failures in a row that bring it DOWN
 * @param last  the check that was counted last
 */
public record Health(int level, int rise, int fall, Check last) {

    public static Health unchecked(int rise, int fall) {
        return new Health(rise, rise, fall, Check.NONE);
    }

    public boolean isUp() {
        return level >= rise;
    }

    public Health after(Check check) {
        return new Health(check.passed() ? raised() : lowered(), rise, fall, check);
    }

    /** UP by one again, as after leaving MAINT: in rotation at once, until checks confirm it. */
    public Health trusted() {
        return new Health(rise, rise, fall, last);
    }

    /** The same verdict by other thresholds. */
    Health by(int newRise, int newFall) {
        int above = level == full() ? newFall - 1 : Math.min(level - rise, newFall - 1);
        return new Health(isUp() ? newRise + above : Math.min(level, newRise - 1), newRise, newFall, last);
    }

    private int raised() {
        return level + 1 >= rise ? full() : level + 1;
    }

    private int lowered() {
        return level > rise ? level - 1 : 0;
    }

    private int full() {
        return rise + fall - 1;
    }

    /** {@code UP}, {@code UP 2/3}, {@code DOWN}, {@code DOWN 1/2}: HAProxy's words. */
    public String text() {
        if (isUp()) {
            return level == full() ? "UP" : "UP " + (level - rise + 1) + "/" + fall;
        }
        return level == 0 ? "DOWN" : "DOWN " + level + "/" + rise;
    }
}
