package scales.lab.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scales.lab.up.TestCluster;

/** Every kind of still picture, through a real balancer and two real workers. */
class RealPicturesTest {
    private static TestCluster cluster;

    @BeforeAll
    static void start() {
        cluster = TestCluster.start(2);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    /**
     * @param quarters that the answer must show
     * @param turned   whether upright it is higher than wide
     * @param like     what else must be true of the bytes that come back
     */
    private record Case(String name, byte[] picture, String type, String quarters, boolean turned, Predicate<byte[]> like) {
        Case(String name, byte[] picture, String type, String quarters, Predicate<byte[]> like) {
            this(name, picture, type, quarters, false, like);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> pictures() {
        BufferedImage colours = Pictures.colours(BufferedImage.TYPE_INT_RGB);
        byte[] jpeg = Pictures.written(colours, "jpeg");
        // What stands where, when it is held upright: each orientation is a rotation, mirrored or not.
        String[] upright = {"RGBW", "GRWB", "WBGR", "BWRG", "RBGW", "BRWG", "WGBR", "GWRB"};
        Stream<Case> orientations = IntStream.rangeClosed(1, 8).mapToObj(orientation -> new Case("jpeg, orientation " + orientation,
                Pictures.withOrientation(jpeg, orientation), "image/jpeg", upright[orientation - 1], orientation > 4,
                answer -> !contains(answer, "Exif")));
        return Stream.concat(orientations, Stream.of(
                new Case("jpeg", jpeg, "image/jpeg", "RGBW", answer -> frame(answer) == 0xC0),
                new Case("jpeg, progressive", Pictures.progressive(colours), "image/jpeg", "RGBW", answer -> frame(answer) == 0xC2),
                new Case("jpeg, grey", Pictures.written(Pictures.grey(BufferedImage.TYPE_BYTE_GRAY, 255), "jpeg"),
                        "image/jpeg", "0123", answer -> components(answer) == 1),
                new Case("jpeg, four inks", Pictures.cmykJpeg(), "image/jpeg", "RGBW", answer -> components(answer) == 3),
                new Case("png", Pictures.written(colours, "png"), "image/png", "RGBW", png(8, 2)),
                new Case("png, grey", Pictures.written(Pictures.grey(BufferedImage.TYPE_BYTE_GRAY, 255), "png"),
                        "image/png", "0123", png(8, 0)),
                new Case("png, grey of 16 bit", Pictures.written(Pictures.grey(BufferedImage.TYPE_USHORT_GRAY, 65_535), "png"),
                        "image/png", "0123", png(16, 0)),
                new Case("png, 16 bit", Pictures.written(Pictures.sixteenBit(), "png"), "image/png", "RGBW", png(16, 2)),
                new Case("png, alpha", Pictures.written(Pictures.withHole(), "png"), "image/png", "TGBW", png(8, 6)),
                new Case("png, palette", Pictures.written(Pictures.palette(false), "png"), "image/png", "RGBW", answer -> true),
                new Case("png, palette, transparent", Pictures.written(Pictures.palette(true), "png"), "image/png", "TGBW", answer -> true),
                new Case("bmp", Pictures.written(colours, "bmp"), "image/bmp", "RGBW", answer -> answer[28] == 24),
                new Case("bmp, alpha", Pictures.bmpWithAlpha(Pictures.withHole()), "image/bmp", "TGBW", answer -> answer[28] == 32),
                new Case("gif", Pictures.written(Pictures.palette(false), "gif"), "image/gif", "RGBW", answer -> true),
                new Case("gif, transparent", Pictures.written(Pictures.palette(true), "gif"), "image/gif", "TGBW", answer -> true)));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void a_picture_comes_back_smaller_upright_and_alike(Case one) {
        HttpResponse<byte[]> answer = cluster.post("/resize?scale=0.5", one.picture);
        shows(answer, one, 32, 24);
        // The next node says the same, byte for byte; how the picture was sent does not matter.
        HttpResponse<byte[]> form = cluster.post("/resize?scale=0.5", multipart(one.picture),
                "Content-Type", "multipart/form-data; boundary=limit");
        assertThat(form.statusCode()).isEqualTo(200);
        assertThat(form.body()).isEqualTo(answer.body());
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void a_picture_comes_back_larger_upright_and_alike(Case one) {
        // 64 x 1.7 is 108.8, 48 x 1.7 is 81.6.
        shows(cluster.post("/resize?scale=1.7", one.picture, "Content-Type", "image/whatever"), one, 109, 82);
    }

    private static void shows(HttpResponse<byte[]> answer, Case one, int width, int height) {
        assertThat(answer.statusCode()).as(answer.headers().firstValue("X-Scales-Reason").orElse("")).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(one.type);
        BufferedImage picture = Seen.read(answer.body());
        assertThat(picture.getWidth() + " x " + picture.getHeight())
                .isEqualTo(one.turned ? height + " x " + width : width + " x " + height);
        assertThat(Seen.quarters(picture)).isEqualTo(one.quarters);
        assertThat(one.like.test(answer.body())).as("is still of its kind").isTrue();
    }

    private static byte[] multipart(byte[] picture) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--limit\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n"
                + "--limit\r\nContent-Disposition: form-data; name=\"any\"; filename=\"a.txt\"\r\n\r\n").getBytes());
        body.writeBytes(picture);
        body.writeBytes("\r\n--limit--\r\n".getBytes());
        return body.toByteArray();
    }

    private static Predicate<byte[]> png(int depth, int colourType) {
        return answer -> answer[24] == depth && answer[25] == colourType;
    }

    /** The marker of a JPEG's frame: C0 baseline, C2 progressive. */
    private static int frame(byte[] jpeg) {
        return jpeg[frameAt(jpeg) + 1] & 255;
    }

    private static int components(byte[] jpeg) {
        return jpeg[frameAt(jpeg) + 9];
    }

    private static int frameAt(byte[] jpeg) {
        int at = 2;
        while ((jpeg[at + 1] & 0xF0) != 0xC0 || (jpeg[at + 1] & 0x0F) == 4) {
            at += 2 + (jpeg[at + 2] & 255) * 256 + (jpeg[at + 3] & 255);
        }
        return at;
    }

    private static boolean contains(byte[] bytes, String text) {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).contains(text);
    }
}
