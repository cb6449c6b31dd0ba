package scales.lab.live;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * What clients send, and how often.
 *
 * @param about the distribution, for people
 */
record PictureMix(String about, List<Picture> pictures) {
    private static final Map<String, String> TYPES = Map.of("jpg", "image/jpeg", "jpeg", "image/jpeg", "png", "image/png",
            "gif", "image/gif", "bmp", "image/bmp");
    private static final List<String> SCALES = List.of("0.25", "0.5", "0.75");

    /** What is asked. @param body null for a GET */
    record Question(String target, Buffer body, String type) {}

    /** @throws IOException also when there is no picture */
    static PictureMix of(Path folder) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
                if (type != null) {
                    pictures.add(new Picture(Buffer.buffer(Files.readAllBytes(file)), type, SCALES, 1));
                }
            }
        }
        if (pictures.isEmpty()) {
            throw new IOException("there is no .jpg, .png, .gif or .bmp in it");
        }
        return new PictureMix("the " + pictures.size() + " pictures of " + folder + ", each as often as the others, to "
                + String.join(", ", SCALES) + " of their size", pictures);
    }

    /** @param path other than {@code /resize} is only asked for */
    Question draw(String path, RandomGenerator chance) {
        if (!path.equals("/resize")) {
            return new Question(path, null, null);
        }
        double at = chance.nextDouble() * pictures.stream().mapToDouble(Picture::weight).sum();
        Picture drawn = pictures.get(pictures.size() - 1);
        for (Picture picture : pictures) {
            at -= picture.weight();
            if (at < 0) {
                drawn = picture;
                break;
            }
        }
        return new Question(path + "?scale=" + drawn.scales().get(chance.nextInt(drawn.scales().size())), drawn.bytes(), drawn.type());
    }
}
