package scales.lab.report;

import java.util.List;

/** What a chart draws with. Units are pixels, from the upper left corner; colours are {@code 0xRRGGBB}. */
interface Canvas {
    enum Anchor { START, MIDDLE, END }

    record Point(double x, double y) {}

    void line(List<Point> points, int colour, double width, boolean dashed);

    void area(List<Point> outline, int colour);

    void text(Point at, Anchor anchor, int size, int colour, String text);

    /** Upwards, from its point on. */
    void vertical(Point at, Anchor anchor, int size, int colour, String text);
}
