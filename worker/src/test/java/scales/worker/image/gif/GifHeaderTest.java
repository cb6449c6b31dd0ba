package scales.worker.image.gif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import scales.worker.image.Refused;

class GifHeaderTest {

    @Test
    void tells_canvas_frames_and_loops() throws Refused {
        byte[] gif = GifFile.of(5, 4).loop(300).image(0, 0, 1, 1, 1).control(0, 0, -1).image(4, 3, 1, 1, 1).end();
        assertThat(GifHeader.read(gif)).isEqualTo(new GifHeader(5, 4, 2, 40, 300, 0));
        assertThat(GifHeader.read(GifFile.of(5, 4).image(0, 0, 1, 1, 1).end()).loops()).isEqualTo(GifHeader.NO_LOOPS);
        assertThat(GifHeader.read(GifFile.of(5, 4).loop(0).image(0, 0, 1, 1, 1).end()).loops()).isZero();
    }

    @Test
    void frames_larger_than_the_canvas_count_with_all_their_pixels() throws Refused {
        byte[] gif = GifFile.of(5, 4).place(0, 0, 60_000, 50_000, 0).packed(1).end();
        assertThat(GifHeader.read(gif).pixels()).isEqualTo(3_000_000_000L);
    }

    @Test
    void an_empty_screen_takes_the_reach_of_the_first_frame() throws Refused {
        GifHeader header = GifHeader.read(GifFile.of(0, 0).image(1, 2, 3, 1, 1, 1, 1).end());
        assertThat(header.width()).isEqualTo(4);
        assertThat(header.height()).isEqualTo(3);
    }

    @Test
    void other_extensions_are_skipped() throws Refused {
        byte[] gif = GifFile.of(1, 1).bytes(0x21, 0xFE, 2, 'h', 'i', 0).bytes(0x21, 0xFE, 0)
                .bytes(0x21, 0xFF, 2, 1, 2, 0).bytes(0x21, 0x01, 1, 1, 0).image(0, 0, 1, 1, 1).end();
        assertThat(GifHeader.read(gif).frames()).isEqualTo(1);
    }

    @Test
    void the_trailer_may_be_missing_and_something_may_follow_the_last_frame() throws Refused {
        byte[] gif = GifFile.of(1, 1).image(0, 0, 1, 1, 1).toBytes();
        assertThat(GifHeader.read(gif).frames()).isEqualTo(1);
        assertThat(GifHeader.read(Arrays.copyOf(gif, gif.length - 1)).frames()).isEqualTo(1);
        assertThat(GifHeader.read(GifFile.of(1, 1).image(0, 0, 1, 1, 1).bytes('x', 0x2C).toBytes()).frames()).isEqualTo(1);
        assertThat(GifHeader.read(GifFile.of(1, 1).image(0, 0, 1, 1, 1).bytes(0x3B, 0x2C).toBytes()).frames()).isEqualTo(1);
        assertThat(GifHeader.read(GifFile.of(1, 1).image(0, 0, 1, 1, 1).bytes(0, 0).image(0, 0, 1, 1, 1).end()).frames())
                .isEqualTo(2);
    }

    @Test
    void a_file_that_ends_within_a_block_or_has_no_frame_is_refused() {
        byte[] gif = GifFile.of(1, 1).loop(1).control(0, 1, 0).place(0, 0, 1, 1, 0x80).bytes(1, 2, 3, 4, 5, 6).packed(0).toBytes();
        // Up to the code size: what comes after it is pixels, and those are the decoder's to judge.
        for (int length = 0; length < gif.length - 4; length++) {
            refuses(Arrays.copyOf(gif, length));
        }
        refuses(GifFile.of(1, 1).end());
        refuses(GifFile.of(1, 1).bytes('x').image(0, 0, 1, 1, 1).end());
        refuses(GifFile.of(0, 0).place(0, 0, 0, 0, 0).packed(1).end());
        byte[] version = GifFile.of(1, 1).image(0, 0, 1, 1, 1).end();
        version[4] = '8';
        refuses(version);
    }

    private static void refuses(byte[] gif) {
        assertThatThrownBy(() -> GifHeader.read(gif)).isInstanceOfSatisfying(
                Refused.class, refused -> assertThat(refused.code()).isEqualTo("broken"));
    }
}
