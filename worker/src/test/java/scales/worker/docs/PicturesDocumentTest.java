package scales.worker.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import scales.worker.image.Limits;

/** The defaults in docs/pictures.md are those of the code. */
class PicturesDocumentTest {

    @Test
    void the_table_of_limits_states_the_defaults() throws Exception {
        Limits limits = Limits.DEFAULT;
        List<Number> expected = List.of(limits.inputPixels(), limits.outputPixels(), limits.inputSide(), limits.outputSide(),
                limits.frames(), limits.animationPixels(), limits.animationOutputPixels());
        try (Stream<String> lines = Files.lines(Path.of(System.getProperty("scales.root"), "docs/pictures.md"))) {
            assertThat(lines.filter(line -> line.startsWith("| `--max-") && !line.contains("--max-body"))
                            .map(line -> line.split("\\|")[2].strip()))
                    .containsExactlyElementsOf(expected.stream().map(Object::toString).toList());
        }
    }
}
