package scales.worker.image.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import scales.worker.image.Refused;
import scales.worker.image.raster.Layout;
import scales.worker.image.raster.Orientation;

class PngHeaderTest {

    @Test
    void tells_sides_depth_and_layout_without_decoding() throws Refused {
        PngHeader header = PngHeader.read(PngFile.of(70_000, 3, 16, 4).chunk("IDAT", (byte) 1).end());
        assertThat(header.width()).isEqualTo(70_000);
        assertThat(header.height()).isEqualTo(3);
        assertThat(header.decodedDepth()).isEqualTo(16);
        assertThat(header.layout()).isEqualTo(Layout.GREY_ALPHA);
        assertThat(header.orientation()).isEqualTo(Orientation.UPRIGHT);
    }

    @Test
    void an_exif_chunk_before_or_after_the_pixels_turns_the_picture_unless_it_is_broken() throws Refused {
        byte[] exif = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0};
        assertThat(PngHeader.read(PngFile.grey(1, 1).chunk("eXIf", exif).blank(1, 1).end()).orientation())
                .isEqualTo(Orientation.ROTATED_90);
        assertThat(PngHeader.read(PngFile.grey(1, 1).blank(1, 1).chunk("eXIf", exif).end()).orientation())
                .isEqualTo(Orientation.ROTATED_90);
        assertThat(PngHeader.read(PngFile.grey(1, 1).brokenChunk("eXIf", exif).blank(1, 1).end()).orientation())
                .isEqualTo(Orientation.UPRIGHT);
    }

    @Test
    void illegal_headers_are_refused() {
        for (int[] sides : new int[][] {{0, 1}, {1, 0}, {-1, 1}, {1, Integer.MIN_VALUE}}) {
            refuses("broken", PngFile.of(sides[0], sides[1], 8, 0).blank(1, 1).end());
        }
        for (int[] kind : new int[][] {{0, 0}, {3, 0}, {16, 3}, {4, 2}, {8, 1}, {8, 5}, {8, 7}, {8, 255}, {99, 0}, {2, 6}}) {
            refuses("broken", PngFile.of(1, 1, kind[0], kind[1]).chunk("PLTE", new byte[3]).blank(1, 8).end());
        }
        refuses("broken", new PngFile().header(1, 1, 8, 0, 2).blank(1, 1).end());
        refuses("broken", new PngFile().chunk("CgBI", new byte[4]).header(1, 1, 8, 0, 0).blank(1, 1).end());
        refuses("broken", new PngFile().chunk("IHDR", new byte[14]).blank(1, 1).end());
        refuses("broken", new PngFile().toBytes());
        refuses("broken", new byte[] {1, 2, 3});
    }

    @Test
    void a_wrong_check_sum_counts_for_critical_chunks_only() throws Refused {
        refuses("broken", PngFile.grey(1, 1).brokenChunk("IDAT", PngFile.zlib(new byte[2])).end());
        refuses("broken", PngFile.of(1, 1, 8, 3).brokenChunk("PLTE", new byte[3]).blank(1, 1).end());
        PngHeader header = PngHeader.read(PngFile.grey(1, 1).brokenChunk("gAMA", new byte[4]).blank(1, 1).end());
        assertThat(header.keepsakes.chunks(false)).isEmpty();
    }

    @Test
    void chunks_that_reach_beyond_the_file_are_refused() {
        for (String type : new String[] {"IDAT", "zTXt", "PLTE", "IEND"}) {
            byte[] png = PngFile.grey(1, 1).blank(1, 1).chunk(type, new byte[9]).toBytes();
            refuses("broken", Arrays.copyOf(png, png.length - 5));
        }
        refuses("broken", PngFile.grey(1, 1).bytes((byte) -1, (byte) -1, (byte) -1, (byte) -1)
                .bytes("zTXt".getBytes()).bytes(new byte[99]).toBytes());
    }

    @Test
    void a_file_may_lack_its_end_or_go_on_with_something_else() throws Refused {
        byte[] whole = PngFile.grey(1, 1).blank(1, 1).end();
        for (int missing = 1; missing <= 12; missing++) {
            assertThat(PngHeader.read(Arrays.copyOf(whole, whole.length - missing)).width()).isEqualTo(1);
        }
        assertThat(PngHeader.read(PngFile.grey(1, 1).blank(1, 1).bytes(new byte[500]).toBytes()).width()).isEqualTo(1);
        assertThat(PngHeader.read(PngFile.grey(1, 1).blank(1, 1).chunk("IEND").bytes("PK..".getBytes()).toBytes()).width())
                .isEqualTo(1);
    }

    @Test
    void a_palette_must_be_there_when_indices_need_it_and_is_no_matter_otherwise() throws Refused {
        refuses("broken", PngFile.of(1, 1, 8, 3).blank(1, 1).end());
        refuses("broken", PngFile.of(1, 1, 8, 3).chunk("PLTE").blank(1, 1).end());
        refuses("broken", PngFile.of(1, 1, 8, 3).chunk("PLTE", new byte[4]).blank(1, 1).end());
        refuses("broken", PngFile.of(1, 1, 8, 3).chunk("PLTE", new byte[257 * 3]).blank(1, 1).end());
        refuses("broken", PngFile.of(1, 1, 8, 3).blank(1, 1).chunk("PLTE", new byte[3]).end());
        assertThat(PngHeader.read(PngFile.of(1, 1, 1, 3).chunk("PLTE", new byte[30]).blank(1, 1).end()).palette.entries())
                .isEqualTo(2);
        assertThat(PngHeader.read(PngFile.of(1, 1, 8, 2).chunk("PLTE", new byte[4]).blank(1, 3).end()).width()).isEqualTo(1);
    }

    @Test
    void an_unknown_critical_chunk_is_refused_and_an_unknown_other_one_is_not() throws Refused {
        refuses("broken", PngFile.grey(1, 1).chunk("ABCD").blank(1, 1).end());
        assertThat(PngHeader.read(PngFile.grey(1, 1).chunk("abCd").blank(1, 1).end()).width()).isEqualTo(1);
    }

    @Test
    void ten_thousand_chunks_are_enough() throws Refused {
        PngFile file = PngFile.grey(1, 1);
        for (int i = 0; i < 9_990; i++) {
            file.chunk("tEXt");
        }
        byte[] many = file.blank(1, 1).end();
        assertThat(PngHeader.read(many).width()).isEqualTo(1);
        PngFile more = new PngFile().bytes(Arrays.copyOfRange(many, 8, many.length - 12));
        for (int i = 0; i < 20; i++) {
            more.chunk("tEXt");
        }
        refuses("limit", more.end());
    }

    @Test
    void a_colour_profile_has_a_limit() throws Refused {
        byte[] bomb = PngFile.zlib(new byte[5 << 20]);
        byte[] named = new byte[bomb.length + 3];
        System.arraycopy(bomb, 0, named, 3, bomb.length);
        named[0] = 'a';
        refuses("limit", PngFile.grey(1, 1).chunk("iCCP", named).blank(1, 1).end());
        assertThat(PngHeader.read(PngFile.grey(1, 1).chunk("zTXt", named).blank(1, 1).end()).width()).isEqualTo(1);
    }

    private static void refuses(String code, byte[] png) {
        assertThatThrownBy(() -> PngHeader.read(png)).isInstanceOfSatisfying(
                Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
