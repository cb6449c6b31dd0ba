package scales.worker.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scales.worker.image.Refused;

class JpegDecoderTest {
    @ParameterizedTest
    @CsvSource({"1,1", "7,9", "8,8", "16,16", "17,33", "2100,9", "65,47"})
    void decodes_what_the_jdk_wrote_as_the_jdk_does(int width, int height) throws Exception {
        for (boolean grey : new boolean[] {true, false}) {
            for (boolean progressive : new boolean[] {true, false}) {
                byte[] file = Pictures.jdkFile(width, height, grey, progressive, 0);
                Decoded decoded = JpegDecoder.decode(file, frame -> 8, false);
                assertThat(decoded.frame().progressive()).isEqualTo(progressive);
                assertThat(decoded.planes()).hasSize(grey ? 1 : 3);
                assertThat(Pictures.difference(decoded.planes().get(0), Pictures.jdkSamples(file), 0))
                        .isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void decodes_colour_of_full_size_as_the_jdk_does() throws Exception {
        byte[] file = Pictures.encode(Pictures.frame(false, 77, 51, 11, 11, 11), 3);
        Decoded decoded = JpegDecoder.decode(file, frame -> 8, false);
        for (int c = 0; c < 3; c++) {
            assertThat(Pictures.difference(decoded.planes().get(c), Pictures.jdkSamples(file), c))
                    .isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 9, 1000})
    void follows_restart_markers(int interval) throws Exception {
        for (boolean progressive : new boolean[] {true, false}) {
            byte[] file = Pictures.jdkFile(150, 40, false, progressive, interval);
            Plane luma = JpegDecoder.decode(file, frame -> 8, false).planes().get(0);
            assertThat(Pictures.difference(luma, Pictures.jdkSamples(file), 0)).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void refuses_restart_markers_out_of_order() {
        byte[] file = Pictures.jdkFile(150, 40, false, false, 2);
        int second = indexOf(file, 0xD1);
        file[second + 1] = (byte) 0xD2;
        assertThatThrownBy(() -> JpegDecoder.decode(file, frame -> 8, false))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("restart");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void decodes_at_any_eighth(int size) throws Exception {
        for (boolean progressive : new boolean[] {true, false}) {
            byte[] samples = new byte[200 * 120];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (byte) Math.round(20 + i % 200 * 0.8 + i / 200 * 0.5);
            }
            Frame frame = Pictures.frame(progressive, 200, 120, 11);
            byte[] file = Pictures.encode(frame, List.of(new Plane(samples, 200, 200, 120)), 1);
            Plane plane = JpegDecoder.decode(file, any -> size, false).planes().get(0);
            assertThat(plane.width()).isEqualTo(25 * size);
            assertThat(plane.height()).isEqualTo(15 * size);
            for (int y = 0; y < plane.height(); y++) {
                for (int x = 0; x < plane.width(); x++) {
                    // The middle of the sample, in samples of the whole picture.
                    double expected = 20 + ((x + 0.5) * 8 / size - 0.5) * 0.8 + ((y + 0.5) * 8 / size - 0.5) * 0.5;
                    assertThat(plane.samples()[y * plane.stride() + x] & 0xFF)
                            .isCloseTo((int) Math.round(expected), org.assertj.core.data.Offset.offset(2));
                }
            }
        }
    }

    @Test
    void refuses_a_file_that_ends_before_its_pixels() throws Exception {
        for (boolean progressive : new boolean[] {true, false}) {
            byte[] file = Pictures.encode(Pictures.frame(progressive, 40, 40, 22, 11, 11), 4);
            for (int length = 2; length < file.length - 4; length++) {
                byte[] cut = Arrays.copyOf(file, length);
                assertThatThrownBy(() -> JpegDecoder.decode(cut, frame -> 8, false))
                        .as("%d of %d bytes, progressive %s", length, file.length, progressive)
                        .isInstanceOf(Refused.class);
            }
            assertThat(JpegDecoder.decode(Arrays.copyOf(file, file.length - 2), frame -> 8, false).planes()).hasSize(3);
        }
    }

    @Test
    void leaves_what_is_not_common_to_others() {
        byte[] file = Pictures.encode(Pictures.frame(false, 40, 40, 11), 4);
        int header = indexOf(file, 0xC0);
        for (int process : new int[] {0xC3, 0xC9, 0xCA}) {
            byte[] other = file.clone();
            other[header + 1] = (byte) process;
            assertThatThrownBy(() -> JpegDecoder.decode(other, frame -> 8, false)).isInstanceOf(Unsupported.class);
        }
        byte[] twelveBits = file.clone();
        twelveBits[header + 4] = 12;
        assertThatThrownBy(() -> JpegDecoder.decode(twelveBits, frame -> 8, false)).isInstanceOf(Unsupported.class);
        byte[] noStep = file.clone();
        noStep[indexOf(file, 0xDB) + 20] = 0;
        assertThatThrownBy(() -> JpegDecoder.decode(noStep, frame -> 8, false)).isInstanceOf(Unsupported.class);
        byte[] manyBlocks = Pictures.encode(Pictures.frame(false, 40, 40, 22, 11, 11), 4);
        manyBlocks[indexOf(manyBlocks, 0xC0) + 11] = 0x44;
        assertThatThrownBy(() -> JpegDecoder.decode(manyBlocks, frame -> 8, false)).isInstanceOf(Unsupported.class);
    }

    private static int indexOf(byte[] file, int marker) {
        for (int at = 0; at + 1 < file.length; at++) {
            if (file[at] == -1 && (file[at + 1] & 0xFF) == marker) {
                return at;
            }
        }
        throw new AssertionError("no such marker");
    }
}
