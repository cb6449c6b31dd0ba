package scales.lab.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scales.lab.pictures.AnimatedGif.Frame;
import scales.lab.up.TestCluster;

/** Animations through a real balancer and two real workers. The canvas is 64 by 48, a part covers one quarter of it. */
class AnimationTest {
    private static TestCluster cluster;

    @BeforeAll
    static void start() {
        cluster = TestCluster.start(2);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource({"0.5, 32, 24", "1.7, 109, 82"})
    void every_frame_is_shown_as_long_as_before_whatever_became_of_the_one_before(String scale, int width, int height)
            throws IOException {
        AnimatedGif sent = new AnimatedGif(List.of(
                new Frame(AnimatedGif.block(64, 48, 'W'), 0, 0, "doNotDispose", 10),
                new Frame(AnimatedGif.block(32, 24, 'R'), 0, 0, "restoreToPrevious", 20),
                new Frame(AnimatedGif.block(32, 24, 'G'), 32, 0, "restoreToBackgroundColor", 7),
                new Frame(AnimatedGif.block(32, 24, 'B'), 0, 24, "none", 300)), 3);
        assertThat(AnimatedGif.read(sent.written()).shown()).as("what is sent").extracting(Seen::quarters)
                .containsExactly("WWWW", "RWWW", "WGWW", "WTBW");

        AnimatedGif seen = resized(sent, scale);

        assertThat(seen.frames()).extracting(Frame::delay).containsExactly(10, 20, 7, 300);
        assertThat(seen.loops()).isEqualTo(3);
        List<BufferedImage> shown = seen.shown();
        assertThat(shown).allMatch(picture -> picture.getWidth() == width && picture.getHeight() == height);
        assertThat(shown).extracting(Seen::quarters).containsExactly("WWWW", "RWWW", "WGWW", "WTBW");
    }

    @Test
    void an_animation_that_does_not_say_how_often_still_does_not() throws IOException {
        AnimatedGif seen = resized(new AnimatedGif(List.of(
                new Frame(AnimatedGif.block(64, 48, 'R'), 0, 0, "none", 5),
                new Frame(AnimatedGif.block(64, 48, 'G'), 0, 0, "none", 5)), null), "0.5");

        assertThat(seen.loops()).isNull();
        assertThat(seen.shown()).extracting(Seen::quarters).containsExactly("RRRR", "GGGG");
    }

    @Test
    void one_without_end_goes_on_without_end() throws IOException {
        AnimatedGif seen = resized(new AnimatedGif(List.of(
                new Frame(AnimatedGif.block(64, 48, 'R'), 0, 0, "none", 0),
                new Frame(AnimatedGif.block(64, 48, 'T'), 0, 0, "none", 0)), 0), "0.5");

        assertThat(seen.loops()).isZero();
        assertThat(seen.frames()).hasSize(2);
    }

    private static AnimatedGif resized(AnimatedGif sent, String scale) throws IOException {
        HttpResponse<byte[]> answer = cluster.post("/resize?scale=" + scale, sent.written());
        assertThat(answer.statusCode()).as(answer.headers().firstValue("X-Scales-Reason").orElse("")).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/gif");
        return AnimatedGif.read(answer.body());
    }
}
