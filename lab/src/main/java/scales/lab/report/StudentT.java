package scales.lab.report;

/** Student's distribution for whole degrees of freedom, exactly: Abramowitz and Stegun 1964, 26.7.3 and 26.7.4. */
final class StudentT {
    private StudentT() {}

    /** @return how probable a value is that is as far from 0 as that, on either side */
    static double beyond(double value, int degrees) {
        return Math.max(0, 1 - within(Math.abs(value), degrees));
    }

    /** @return what is exceeded, on either side together, with that probability; found by halving */
    static double exceededWith(double probability, int degrees) {
        double low = 0;
        double high = 1;
        while (beyond(high, degrees) > probability) {
            high *= 2;
        }
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (beyond(middle, degrees) > probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static double within(double value, int degrees) {
        double angle = StrictMath.atan(value / StrictMath.sqrt(degrees));
        double sine = StrictMath.sin(angle);
        double cosine = StrictMath.cos(angle);
        boolean odd = degrees % 2 == 1;
        double term = odd ? cosine : 1;
        double sum = 0;
        for (int i = odd ? 3 : 2; i <= degrees; i += 2) {
            sum += term;
            term *= cosine * cosine * (i - 1) / i;
        }
        return odd ? 2 / Math.PI * (angle + sine * sum) : sine * sum;
    }
}
