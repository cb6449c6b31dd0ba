package scales.lab.bench.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import scales.lab.Lab;

/** The whole command, with whatever peers this machine has. */
class PicturesCommandTest {
    private static final int COLUMNS = 9;

    @TempDir
    private Path folder;
    private final StringWriter printed = new StringWriter();

    private int bench(String... arguments) {
        CommandLine line = Lab.commands(Map.of()).setOut(new PrintWriter(printed)).setErr(new PrintWriter(printed));
        List<String> words = new ArrayList<>(List.of("bench", "pictures"));
        words.addAll(List.of(arguments));
        return line.execute(words.toArray(String[]::new));
    }

    @Test
    void the_set_is_measured_and_put_into_a_table() throws Exception {
        Path table = folder.resolve("table.md");

        assertThat(bench("--small", "--rounds", "1", "--scales", "0.5", "--output", table.toString())).isZero();

        List<String[]> rows = Files.readAllLines(table).stream().filter(line -> line.startsWith("| "))
                .map(line -> line.substring(2).split(" \\| | \\|")).skip(1).toList();
        assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(COLUMNS));
        List<String[]> ours = rows.stream().filter(row -> row[2].equals(Engine.OURS)).toList();
        assertThat(ours).extracting(row -> row[0]).containsExactly("photo-500x375.jpg", "photo-204x153.jpg", "photo-204x153.png",
                "graphic-144x108.png", "photo-204x153.bmp", "still-100x75.gif", "animation-100x75.gif");
        assertThat(ours).allSatisfy(row -> {
            assertThat(Double.parseDouble(row[3])).as("CPU ms").isPositive();
            assertThat(row[4]).isEqualTo("1.00");
            assertThat(Long.parseLong(row[6])).as("bytes").isPositive();
            assertThat(Double.parseDouble(row[7])).as("PSNR").isGreaterThan(25);
            assertThat(Double.parseDouble(row[8])).as("SSIM").isBetween(0.8, 1.0);
        });
        assertThat(Files.readString(table)).contains("- Scales: Java " + Runtime.version());
        assertThat(printed.toString()).contains(Files.readString(table));
    }

    @Test
    void a_peer_that_is_not_there_is_said_in_one_line() throws Exception {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        ImageIO.write(Painting.photo(40, 30, 0), "png", pictures.resolve("mine.png").toFile());

        assertThat(bench(pictures.toString(), "--small", "--rounds", "1", "--scales", "2", "--peers", "nobody")).isZero();

        assertThat(printed.toString()).containsOnlyOnce("nobody").contains("bench: without nobody, which was not found")
                .contains("| mine.png | 2 | Scales |");
    }

    @Test
    void a_folder_without_pictures_is_wrong() {
        assertThat(bench(folder.toString())).isEqualTo(2);
        assertThat(printed.toString()).contains("no pictures in " + folder);
    }
}
