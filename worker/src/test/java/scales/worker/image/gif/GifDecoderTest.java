package scales.worker.image.gif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import scales.worker.image.Refused;
import scales.worker.image.raster.Layout;
import scales.worker.image.raster.Raster;

class GifDecoderTest {

    /** @return one string per frame: k, r, g, b for the colours of {@link GifFile}, . for transparent, rows apart by blanks */
    static List<String> frames(byte[] gif) throws Refused {
        GifHeader header = GifHeader.read(gif);
        GifDecoder decoder = new GifDecoder(gif, header);
        List<String> frames = new ArrayList<>();
        while (decoder.next()) {
            frames.add(letters(decoder.frame()));
        }
        assertThat(frames).hasSize(header.frames());
        return frames;
    }

    private static String letters(Raster frame) {
        StringBuilder text = new StringBuilder();
        int step = frame.layout().samples();
        for (int i = 0; i < frame.width() * frame.height(); i++) {
            if (i > 0 && i % frame.width() == 0) {
                text.append(' ');
            }
            byte[] samples = frame.bytes();
            boolean clear = frame.layout() == Layout.RGBA && samples[i * 4 + 3] == 0;
            text.append(clear ? '.' : samples[i * step] != 0 ? 'r' : samples[i * step + 1] != 0 ? 'g'
                    : samples[i * step + 2] != 0 ? 'b' : 'k');
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({"0,rgb", "1,rgb", "2,r.b", "3,rrb", "4,rrb", "5,rgb", "7,rgb"})
    void each_disposal_leaves_what_it_says(int disposal, String last) throws Refused {
        byte[] gif = GifFile.of(3, 1).image(0, 0, 3, 1, 1, 1, 1)
                .control(disposal, 0, -1).image(1, 0, 1, 1, 2).image(2, 0, 1, 1, 3).end();
        assertThat(frames(gif)).containsExactly("rrr", "rgr", last);
    }

    @Test
    void restoring_goes_back_over_several_frames_and_to_nothing_before_the_first() throws Refused {
        byte[] gif = GifFile.of(2, 1).control(3, 0, -1).image(0, 0, 1, 1, 1).control(3, 0, -1).image(1, 0, 1, 1, 2)
                .control(1, 0, -1).image(0, 0, 1, 1, 3).control(3, 0, -1).image(0, 0, 2, 1, 1, 1).image(1, 0, 1, 1, 2).end();
        assertThat(frames(gif)).containsExactly("r.", ".g", "b.", "rr", "bg");
    }

    @Test
    void transparent_indices_draw_nothing_and_need_no_palette_entry() throws Refused {
        byte[] gif = GifFile.of(2, 1).control(0, 0, 200).image(0, 0, 2, 1, 1, 2)
                .control(0, 0, 3).image(0, 0, 2, 1, 3, 0).end();
        assertThat(frames(gif)).containsExactly("rg", "rk");
    }

    @Test
    void a_control_block_counts_for_one_frame_only() throws Refused {
        byte[] gif = GifFile.of(1, 1).control(2, 7, 1).image(0, 0, 1, 1, 1).image(0, 0, 1, 1, 1).end();
        GifDecoder decoder = new GifDecoder(gif, GifHeader.read(gif));
        assertThat(decoder.next()).isTrue();
        assertThat(decoder.delay()).isEqualTo(7);
        assertThat(letters(decoder.frame())).isEqualTo(".");
        assertThat(decoder.next()).isTrue();
        assertThat(decoder.delay()).isZero();
        assertThat(letters(decoder.frame())).isEqualTo("r");
        assertThat(decoder.next()).isFalse();
    }

    @Test
    void frames_are_cut_at_the_canvas() throws Refused {
        byte[] gif = GifFile.of(2, 2).control(2, 0, -1).image(1, 1, 2, 2, 1, 2, 3, 3)
                .control(3, 0, -1).image(9, 9, 1, 1, 1).image(0, 0, 1, 1, 3).end();
        assertThat(frames(gif)).containsExactly(".. .r", ".. ..", "b. ..");
    }

    @Test
    void an_empty_frame_shows_what_was_there() throws Refused {
        byte[] gif = GifFile.of(1, 1).image(0, 0, 1, 1, 1).place(0, 0, 0, 5, 0).packed(1).end();
        assertThat(frames(gif)).containsExactly("r", "r");
    }

    @Test
    void interlaced_rows_go_where_they_belong() throws Refused {
        for (int height = 1; height < 20; height++) {
            int[] stored = new int[height];
            int at = 0;
            for (int[] pass : new int[][] {{0, 8}, {4, 8}, {2, 4}, {1, 2}}) {
                for (int y = pass[0]; y < height; y += pass[1]) {
                    stored[at++] = y % 4;
                }
            }
            StringBuilder expected = new StringBuilder();
            for (int y = 0; y < height; y++) {
                expected.append(y == 0 ? "" : " ").append("krgb".charAt(y % 4));
            }
            byte[] gif = GifFile.of(1, height).place(0, 0, 1, height, 0x40).packed(stored).end();
            assertThat(frames(gif)).containsExactly(expected.toString());
        }
    }

    @Test
    void a_local_palette_goes_before_the_global_one_and_none_is_a_grey_ramp() throws Refused {
        byte[] local = GifFile.of(1, 1).place(0, 0, 1, 1, 0x80).bytes(0, 0, 0, 0, 0, 255).packed(1).image(0, 0, 1, 1, 1).end();
        assertThat(frames(local)).containsExactly("b", "r");
        byte[] none = new GifFile().screen(1, 1, 0).image(0, 0, 1, 1, 3).end();
        GifDecoder decoder = new GifDecoder(none, GifHeader.read(none));
        decoder.next();
        assertThat(decoder.frame().bytes()).containsExactly(3, 3, 3);
    }

    @Test
    void a_frame_with_too_few_pixels_is_refused_when_it_is_reached() throws Refused {
        byte[] gif = GifFile.of(2, 2).image(0, 0, 2, 2, 1, 1, 1, 1).place(0, 0, 2, 2, 0).packed(1, 1, 1).end();
        GifDecoder decoder = new GifDecoder(gif, GifHeader.read(gif));
        assertThat(decoder.next()).isTrue();
        assertThatThrownBy(decoder::next).isInstanceOf(Refused.class);
    }
}
