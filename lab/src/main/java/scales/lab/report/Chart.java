package scales.lab.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import scales.lab.report.Canvas.Anchor;
import scales.lab.report.Canvas.Point;

/**
 * Lines over one another, or parts of a whole stacked, with what happened meanwhile.
 *
 * @param stacked whether each series' values are added to those before it, and the room between is filled
 * @param marks   on the horizontal axis
 */
record Chart(String title, Axis x, Axis y, boolean stacked, List<Series> series, List<Experiment.FaultMark> marks) {
    static final int WIDTH = 900;
    static final int HEIGHT = 400;
    private static final int LEFT = 70;
    private static final int TITLE = 40;
    private static final int BOTTOM = HEIGHT - 56;
    private static final int TEXT = 13;
    private static final int MARK_TEXT = 12;
    private static final int INK = 0x1c2733;
    private static final int PALE = 0x5c6b7a;
    private static final int GRID = 0xe3e8ed;
    /** Okabe and Ito's palette, told apart by colour-blind readers as well, and some more. */
    private static final int[] COLOURS = {
        0x0072b2, 0xe69f00, 0x009e73, 0xcc79a7, 0xd55e00, 0x56b4e9, 0xb9a800, 0x7f7f7f, 0x5a4fcf, 0x8c564b, 0x17becf, 0x98df8a
    };

    /** @param points in the axes' units; where one has no height (NaN), there is a gap */
    record Series(String name, List<Point> points) {}

    void draw(Canvas canvas) {
        int right = right();
        canvas.text(new Point(LEFT, 22), Anchor.START, 16, INK, title);
        if (stacked) {
            areas(canvas, right);
            axes(canvas, right);
        } else {
            axes(canvas, right);
            lines(canvas, right);
        }
        marks(canvas, right);
        legend(canvas, right);
    }

    /** Beside it is the legend. Asks no font: letters of this size are 7 pixels wide on average. */
    private int right() {
        return WIDTH - 50 - 7 * series.stream().mapToInt(each -> each.name().length()).max().orElse(0);
    }

    /** Above it is what happened meanwhile. */
    private int top() {
        return TITLE + 7 * marks.stream().mapToInt(mark -> words(mark).length()).max().orElse(0);
    }

    private static String words(Experiment.FaultMark mark) {
        return mark.text().replaceFirst("^at [^:]*: ", "");
    }

    private Point at(Point value, int right) {
        return new Point(LEFT + x.place(value.x()) * (right - LEFT), BOTTOM - y.place(value.y()) * (BOTTOM - top()));
    }

    private void axes(Canvas canvas, int right) {
        for (Axis.Tick tick : y.ticks()) {
            double height = at(new Point(x.low(), tick.value()), right).y();
            canvas.line(List.of(new Point(LEFT, height), new Point(right, height)), GRID, 1, false);
            canvas.text(new Point(LEFT - 8, height + 4), Anchor.END, TEXT, PALE, tick.label());
        }
        for (Axis.Tick tick : x.ticks()) {
            double place = at(new Point(tick.value(), y.low()), right).x();
            canvas.line(List.of(new Point(place, BOTTOM), new Point(place, BOTTOM + 5)), PALE, 1, false);
            canvas.text(new Point(place, BOTTOM + 20), Anchor.MIDDLE, TEXT, PALE, tick.label());
        }
        canvas.line(List.of(new Point(LEFT, top()), new Point(LEFT, BOTTOM), new Point(right, BOTTOM)), PALE, 1, false);
        canvas.text(new Point((LEFT + right) / 2.0, BOTTOM + 44), Anchor.MIDDLE, TEXT, PALE, x.title());
        canvas.vertical(new Point(18, (top() + BOTTOM) / 2.0), Anchor.MIDDLE, TEXT, PALE, y.title());
    }

    private void lines(Canvas canvas, int right) {
        for (int i = 0; i < series.size(); i++) {
            for (List<Point> run : runs(series.get(i).points())) {
                List<Point> line = run.stream().map(point -> at(point, right)).toList();
                canvas.line(line.size() > 1 ? line : dash(line.get(0)), COLOURS[i % COLOURS.length], 2, false);
            }
        }
    }

    /** One point between two gaps is no line, but is to be seen. */
    private static List<Point> dash(Point alone) {
        return List.of(new Point(alone.x() - 2, alone.y()), new Point(alone.x() + 2, alone.y()));
    }

    /** What is between gaps. */
    private static List<List<Point>> runs(List<Point> points) {
        List<List<Point>> runs = new ArrayList<>();
        List<Point> run = new ArrayList<>();
        for (Point point : points) {
            if (!Double.isNaN(point.y())) {
                run.add(point);
            } else if (!run.isEmpty()) {
                runs.add(run);
                run = new ArrayList<>();
            }
        }
        if (!run.isEmpty()) {
            runs.add(run);
        }
        return runs;
    }

    private void areas(Canvas canvas, int right) {
        if (series.isEmpty()) {
            return;
        }
        List<Point> below = series.get(0).points().stream().map(point -> new Point(point.x(), 0 * point.y())).toList();
        for (int i = 0; i < series.size(); i++) {
            List<Point> own = series.get(i).points();
            List<Point> above = new ArrayList<>();
            for (int j = 0; j < own.size(); j++) {
                above.add(new Point(own.get(j).x(), below.get(j).y() + own.get(j).y()));
            }
            List<List<Point>> tops = runs(above);
            List<List<Point>> bottoms = runs(below);
            for (int j = 0; j < tops.size(); j++) {
                List<Point> outline = new ArrayList<>(bottoms.get(j));
                Collections.reverse(outline);
                outline.addAll(0, tops.get(j));
                canvas.area(outline.stream().map(point -> at(point, right)).toList(), COLOURS[i % COLOURS.length]);
            }
            below = above;
        }
    }

    /** Along their lines; those of one time side by side. */
    private void marks(Canvas canvas, int right) {
        double free = 0;
        for (Experiment.FaultMark mark : marks) {
            double place = at(new Point(mark.second(), y.low()), right).x();
            canvas.line(List.of(new Point(place, top()), new Point(place, BOTTOM)), INK, 1, true);
            double text = Math.max(free, place + 4);
            canvas.vertical(new Point(text, top() - 6), Anchor.START, MARK_TEXT, INK, words(mark));
            free = text + MARK_TEXT + 1;
        }
    }

    private void legend(Canvas canvas, int right) {
        for (int i = 0; i < series.size(); i++) {
            double height = top() + 8 + 20.0 * (stacked ? series.size() - 1 - i : i);
            int colour = COLOURS[i % COLOURS.length];
            canvas.area(List.of(new Point(right + 14, height - 5), new Point(right + 28, height - 5), new Point(right + 28, height + 5),
                    new Point(right + 14, height + 5)), colour);
            canvas.text(new Point(right + 36, height + 5), Anchor.START, TEXT, INK, series.get(i).name());
        }
    }
}
