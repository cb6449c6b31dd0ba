package scales.lab.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureMixTest {
    private static Stream<PictureMix.Question> drawn(PictureMix mix, long seed) {
        Random chance = new Random(seed);
        return IntStream.range(0, 4_000).mapToObj(i -> mix.draw("/resize", chance));
    }

    @Test
    void small_pictures_are_many_and_large_ones_few_and_a_seed_repeats_them() throws Exception {
        PictureMix mix = BuiltinPictures.mix();
        List<PictureMix.Question> questions = drawn(mix, 3).toList();
        assertThat(drawn(mix, 3).toList()).isEqualTo(questions);
        long largest = mix.pictures().stream().filter(picture -> picture.type().equals("image/jpeg")).mapToLong(picture -> picture.bytes().length()).max().orElseThrow();
        // 2 % of 4000.
        assertThat(questions.stream().filter(question -> question.body().length() == largest)).hasSizeBetween(50, 115);
        assertThat(questions.stream().map(PictureMix.Question::type).distinct()).containsExactlyInAnyOrder("image/jpeg", "image/png", "image/gif", "image/bmp");
        assertThat(mix.about()).contains("1280 wide (2 %, jpeg");
    }

    @Test
    void a_folder_gives_its_pictures_and_nothing_else(@TempDir Path folder) throws Exception {
        Files.write(folder.resolve("a.JPG"), new byte[] {1});
        Files.write(folder.resolve("b.png"), new byte[] {2, 3});
        Files.write(folder.resolve("notes.txt"), new byte[] {4});
        PictureMix mix = PictureMix.of(folder);
        assertThat(mix.pictures()).extracting(Picture::bytes).containsExactly(Buffer.buffer(new byte[] {1}), Buffer.buffer(new byte[] {2, 3}));
        assertThat(drawn(mix, 1).filter(question -> question.type().equals("image/png"))).hasSizeBetween(1_850, 2_150);
    }

    @Test
    void a_page_is_only_asked_for() {
        assertThat(new PictureMix("none", List.of()).draw("/", new Random(1))).isEqualTo(new PictureMix.Question("/", null, null));
    }
}
