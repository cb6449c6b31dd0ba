package scales.worker.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResizerTest {
    private final Resizer resizer = new Resizer(Limits.DEFAULT);

    @ParameterizedTest
    @EnumSource(Format.class)
    void answers_in_the_format_of_the_bytes_and_in_the_right_size(Format format) throws Refused {
        Resized resized = resizer.resize(picture(format, 41, 30), Scale.parse("0.5"));
        assertThat(resized.format()).isEqualTo(format);
        assertThat(Format.of(resized.bytes())).isEqualTo(format);
        BufferedImage image = Pictures.read(resized.bytes());
        assertThat(image.getWidth()).isEqualTo(21);
        assertThat(image.getHeight()).isEqualTo(15);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void the_same_picture_and_scale_give_the_same_bytes_in_any_thread(Format format) throws Exception {
        byte[] picture = picture(format, 64, 48);
        byte[] expected = resizer.resize(picture, Scale.parse("0.7")).bytes();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<byte[]>> answers = IntStream.range(0, 12)
                    .mapToObj(i -> threads.submit(() -> resizer.resize(picture, Scale.parse("0.7")).bytes())).toList();
            for (Future<byte[]> answer : answers) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void needs_at_least_the_memory_of_both_pictures(Format format) throws Refused {
        byte[] picture = picture(format, 300, 200);
        long small = resizer.prepare(picture, Scale.parse("0.1")).memory();
        long large = resizer.prepare(picture, Scale.parse("3")).memory();
        assertThat(small).isBetween(300L * 200, 300L * 200 * 100);
        assertThat(large - small).isGreaterThan(900L * 600 - 30 * 20);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "input pixels     | 1199, 10000, 100, 100",
        "output pixels    | 10000, 4799, 100, 100",
        "input side       | 10000, 10000, 39, 100",
        "output side      | 10000, 10000, 100, 79"
    })
    void each_limit_refuses_what_is_just_above_it_and_nothing_at_it(String limit, String numbers) throws Refused {
        String[] n = numbers.split(", ");
        byte[] picture = picture(Format.PNG, 40, 30);
        Limits tight = new Limits(Long.parseLong(n[0]), Long.parseLong(n[1]), Integer.parseInt(n[2]), Integer.parseInt(n[3]), 1, 1, 1);
        assertThatThrownBy(() -> new Resizer(tight).resize(picture, Scale.parse("2"))).isInstanceOfSatisfying(Refused.class,
                refused -> assertThat(refused.code()).isEqualTo("limit"));
        Limits wide = new Limits(1_200, 4_800, 40, 80, 1, 1, 1);
        assertThat(new Resizer(wide).resize(picture, Scale.parse("2")).bytes()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"II*, 0", "RIFF, 0", "BMW is a car and this is a text about it, 0", "GIF86a, 0", "<svg/>, 0", "'', 0"})
    void other_formats_are_refused(String text) {
        assertThatThrownBy(() -> resizer.resize(text.getBytes(), Scale.parse("1"))).isInstanceOfSatisfying(Refused.class,
                refused -> assertThat(refused.code()).isEqualTo("format"));
    }

    @Test
    void tells_what_each_part_cost() throws Refused {
        Resized resized = resizer.resize(picture(Format.JPEG, 400, 300), Scale.parse("0.5"));
        assertThat(resized.decodeNanos()).isPositive();
        assertThat(resized.scaleNanos()).isPositive();
        assertThat(resized.encodeNanos()).isPositive();
    }

    static byte[] picture(Format format, int width, int height) {
        return Pictures.written(Pictures.photo(width, height, BufferedImage.TYPE_3BYTE_BGR), format.name());
    }
}
