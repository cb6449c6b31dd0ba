package scales.lab.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** For programs that take no SVG; twice as many pixels in either direction. */
final class PngCanvas implements Canvas {
    private static final int FINER = 2;

    private final BufferedImage image;
    private final Graphics2D graphics;

    PngCanvas(int width, int height) {
        image = new BufferedImage(width * FINER, height * FINER, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.scale(FINER, FINER);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
    }

    @Override
    public void line(List<Point> points, int colour, double width, boolean dashed) {
        graphics.setColor(new Color(colour));
        graphics.setStroke(new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashed ? new float[] {4, 3} : null, 0));
        graphics.draw(path(points));
    }

    @Override
    public void area(List<Point> outline, int colour) {
        graphics.setColor(new Color(colour));
        graphics.fill(path(outline));
    }

    @Override
    public void text(Point at, Anchor anchor, int size, int colour, String text) {
        graphics.setColor(new Color(colour));
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
        double width = graphics.getFontMetrics().getStringBounds(text, graphics).getWidth();
        double left = switch (anchor) {
            case START -> 0;
            case MIDDLE -> width / 2;
            case END -> width;
        };
        graphics.drawString(text, (float) (at.x() - left), (float) at.y());
    }

    @Override
    public void vertical(Point at, Anchor anchor, int size, int colour, String text) {
        graphics.rotate(-Math.PI / 2, at.x(), at.y());
        text(at, anchor, size, colour, text);
        graphics.rotate(Math.PI / 2, at.x(), at.y());
    }

    byte[] png() throws IOException {
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // Not into the stream itself: its cache on disk wants to be cleaned up at the end of the process, and that may have begun (Ctrl-C).
        try (ImageOutputStream png = new MemoryCacheImageOutputStream(out)) {
            ImageIO.write(image, "png", png);
        }
        return out.toByteArray();
    }

    private static Path2D path(List<Point> points) {
        Path2D path = new Path2D.Double();
        for (Point point : points) {
            if (path.getCurrentPoint() == null) {
                path.moveTo(point.x(), point.y());
            } else {
                path.lineTo(point.x(), point.y());
            }
        }
        return path;
    }
}
