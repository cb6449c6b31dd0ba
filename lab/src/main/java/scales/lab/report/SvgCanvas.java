package scales.lab.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Asks no font for its measures, so that the same chart is the same file on every machine. */
final class SvgCanvas implements Canvas {
    private final StringBuilder svg = new StringBuilder();

    SvgCanvas(int width, int height) {
        svg.append(String.format(Locale.ROOT, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                + " font-family=\"system-ui, sans-serif\">%n<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n", width, height, width, height, width, height)
                .replace(System.lineSeparator(), "\n"));
    }

    @Override
    public void line(List<Point> points, int colour, double width, boolean dashed) {
        add("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"%s/>", list(points), hex(colour), number(width),
                dashed ? " stroke-dasharray=\"4 3\"" : "");
    }

    @Override
    public void area(List<Point> outline, int colour) {
        add("<polygon points=\"%s\" fill=\"%s\"/>", list(outline), hex(colour));
    }

    @Override
    public void text(Point at, Anchor anchor, int size, int colour, String text) {
        add("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" font-size=\"%s\" fill=\"%s\">%s</text>", number(at.x()), number(at.y()), name(anchor),
                Integer.toString(size), hex(colour), Html.escaped(text));
    }

    @Override
    public void vertical(Point at, Anchor anchor, int size, int colour, String text) {
        add("<text transform=\"translate(%s %s) rotate(-90)\" text-anchor=\"%s\" font-size=\"%s\" fill=\"%s\">%s</text>", number(at.x()), number(at.y()),
                name(anchor), Integer.toString(size), hex(colour), Html.escaped(text));
    }

    String svg() {
        return svg + "</svg>\n";
    }

    private void add(String form, Object... values) {
        svg.append(String.format(Locale.ROOT, form, values)).append('\n');
    }

    private static String list(List<Point> points) {
        return points.stream().map(point -> number(point.x()) + "," + number(point.y())).collect(Collectors.joining(" "));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value).replace(".0", "");
    }

    private static String hex(int colour) {
        return String.format("#%06x", colour);
    }

    private static String name(Anchor anchor) {
        return anchor.name().toLowerCase(Locale.ROOT);
    }
}
