package scales.lab.chaos;

import io.vertx.core.buffer.Buffer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** A picture, and what becomes of it at half its size: the same bytes from every worker, each time. */
final class Reference {
    private final int width;
    private final int height;
    private final Buffer picture;
    private Buffer half;

    /** Noise, which does not compress: its bytes are about three times its pixels. */
    Reference(int width, int height, Random random) {
        this.width = width;
        this.height = height;
        BufferedImage noise = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                noise.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(noise, "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        picture = Buffer.buffer(bytes.toByteArray());
    }

    Buffer picture() {
        return picture;
    }

    /** @return what is wrong with an answer, or {@code ""} */
    synchronized String judge(Buffer answer) {
        if (half == null) {
            String problem = decode(answer);
            half = problem.isEmpty() ? answer : null;
            return problem;
        }
        return half.equals(answer) ? "" : "another picture, " + answer.length() + " bytes instead of " + half.length();
    }

    private String decode(Buffer answer) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(answer.getBytes()));
            boolean right = image != null && image.getWidth() == width / 2 && image.getHeight() == height / 2;
            return right ? "" : "not the picture at half its size";
        } catch (IOException broken) {
            return "not a picture: " + broken.getMessage();
        }
    }
}
