package scales.worker.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegEncoderTest {
    private static final String[] SAMPLINGS = {"11", "11 11 11", "22 11 11", "21 11 11", "12 11 11", "22 21 12", "41 11 11", "11 21 12"};

    @ParameterizedTest
    @CsvSource({"1,1", "8,8", "9,7", "16,16", "33,17", "70,50"})
    void what_it_writes_reads_as_it_was(int width, int height) throws Exception {
        for (String sampling : SAMPLINGS) {
            for (boolean progressive : new boolean[] {false, true}) {
                Frame frame = frame(progressive, width, height, sampling);
                List<Plane> planes = Pictures.planes(frame, 5);
                byte[] file = Pictures.encode(frame, planes, 1);
                Decoded decoded = JpegDecoder.decode(file, any -> 8, false);
                assertThat(decoded.frame().components()).isEqualTo(frame.components());
                for (int c = 0; c < planes.size(); c++) {
                    assertThat(largestDifference(planes.get(c), decoded.planes().get(c)))
                            .as("component %d of %s, progressive %s", c, sampling, progressive)
                            .isLessThanOrEqualTo(2);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "33,17", "200,90"})
    void the_jdk_reads_what_it_writes(int width, int height) {
        for (String sampling : SAMPLINGS) {
            for (boolean progressive : new boolean[] {false, true}) {
                Frame frame = frame(progressive, width, height, sampling);
                if (frame.components().get(0).width() == width && frame.components().get(0).height() == height) {
                    List<Plane> planes = Pictures.planes(frame, 5);
                    byte[] file = Pictures.encode(frame, planes, 1);
                    assertThat(Pictures.difference(planes.get(0), Pictures.jdkSamples(file), 0))
                            .as("%s, progressive %s", sampling, progressive)
                            .isLessThanOrEqualTo(2);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"2", "9", "40", "300"})
    void progressive_says_the_same_as_sequential(int step) throws Exception {
        for (String sampling : SAMPLINGS) {
            byte[] sequential = Pictures.encode(frame(false, 150, 110, sampling), step);
            byte[] progressive = Pictures.encode(frame(true, 150, 110, sampling), step);
            List<Plane> expected = JpegDecoder.decode(sequential, any -> 8, false).planes();
            List<Plane> planes = JpegDecoder.decode(progressive, any -> 8, false).planes();
            for (int c = 0; c < planes.size(); c++) {
                assertThat(largestDifference(expected.get(c), planes.get(c))).isZero();
                if (sampling.startsWith("22 11") || sampling.equals("11")) {
                    assertThat(Pictures.difference(planes.get(0), Pictures.jdkSamples(progressive), 0))
                            .isLessThanOrEqualTo(1);
                }
            }
        }
    }

    private static Frame frame(boolean progressive, int width, int height, String sampling) {
        return Pictures.frame(progressive, width, height,
                java.util.Arrays.stream(sampling.split(" ")).mapToInt(Integer::parseInt).toArray());
    }

    private static int largestDifference(Plane a, Plane b) {
        assertThat(b.width()).isEqualTo(a.width());
        assertThat(b.height()).isEqualTo(a.height());
        int largest = 0;
        for (int y = 0; y < a.height(); y++) {
            for (int x = 0; x < a.width(); x++) {
                largest = Math.max(largest, Math.abs((a.samples()[y * a.stride() + x] & 0xFF)
                        - (b.samples()[y * b.stride() + x] & 0xFF)));
            }
        }
        return largest;
    }
}
